package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hot path allocates nothing and crosses into the kernel once a turn. */
@Timeout(60)
class ReactorAllocationTest {
    private static final int PAIRS = 8;
    private static final int MESSAGE_BYTES = 64;
    private static final long ROUNDS = 100_000;

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void steadyEchoAllocatesNothingAndCrossesOncePerTurn(Backend backend) throws IOException {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            List<Echo> echoes = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                List<Descriptor> pair = fixture.pair();
                echoes.add(new Echo(fixture, pair.get(0), 4L * i * MESSAGE_BYTES, true));
                echoes.add(new Echo(fixture, pair.get(1), (4L * i + 2) * MESSAGE_BYTES, false));
            }
            echoes.forEach(Echo::start);
            run(fixture.reactor, ROUNDS / 2); // warm-up: tables grow, code is compiled

            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = Thread.currentThread().getId();
            threads.getThreadAllocatedBytes(thread);
            long crossings = fixture.reactor.metrics().crossings();
            long operations = fixture.reactor.metrics().operations();
            long allocated = threads.getThreadAllocatedBytes(thread);
            long turns = run(fixture.reactor, ROUNDS);
            allocated = threads.getThreadAllocatedBytes(thread) - allocated;
            crossings = fixture.reactor.metrics().crossings() - crossings;
            operations = fixture.reactor.metrics().operations() - operations;

            assertTrue(allocated < 4096, allocated + " bytes for " + operations + " operations");
            assertTrue(crossings <= turns, crossings + " crossings in " + turns + " turns");
            assertTrue(operations >= ROUNDS, operations + " operations");
            echoes.forEach(Echo::stop);
            fixture.turnUntil(() -> fixture.reactor.inFlight() == 0);
            assertEquals(0, fixture.reactor.metrics().lateDrops());
        }
    }

    private static long run(Reactor reactor, long completions) {
        long turns = 0;
        long left = completions;
        while (left > 0) {
            left -= reactor.turn(-1);
            turns++;
        }
        return turns;
    }

    /** Sends what it receives; the first message comes from the side that begins. */
    private static final class Echo {
        private final Reactor reactor;
        private final boolean begins;
        private final Operation receive;
        private final Operation send;
        private boolean stopped;

        Echo(ReactorFixture fixture, Descriptor socket, long offset, boolean begins) {
            reactor = fixture.reactor;
            this.begins = begins;
            long address = fixture.memory.address() + offset;
            receive =
                    new Operation(socket) {
                        @Override
                        protected void prepare(SubmissionEntry entry) {
                            entry.receive(socket.fd(), address, MESSAGE_BYTES, true);
                        }

                        @Override
                        protected void complete(int result, int flags) {
                            next(send, result);
                        }
                    };
            send =
                    new Operation(socket) {
                        @Override
                        protected void prepare(SubmissionEntry entry) {
                            entry.send(socket.fd(), address, MESSAGE_BYTES, false);
                        }

                        @Override
                        protected void complete(int result, int flags) {
                            next(receive, result);
                        }
                    };
        }

        void start() {
            reactor.submit(begins ? send : receive);
        }

        void stop() {
            stopped = true;
            reactor.cancel(receive);
            reactor.cancel(send);
        }

        private void next(Operation operation, int result) {
            if (!stopped) {
                assertEquals(MESSAGE_BYTES, result);
                reactor.submit(operation);
            }
        }
    }
}
