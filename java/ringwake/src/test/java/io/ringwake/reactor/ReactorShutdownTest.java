package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.ffi.EntryFlags;
import io.ringwake.ffi.Errno;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ReactorShutdownTest {
    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void withEveryKindOfOperationInFlightItEndsThemAllAndLeaksNothing(Backend backend)
            throws IOException {
        long before = ReactorFixture.openDescriptors();
        for (int round = 0; round < 20; round++) {
            List<RecordingOperation> operations = new ArrayList<>();
            ReactorFixture fixture = ReactorFixture.open(backend);
            for (int i = 0; i < 10; i++) {
                List<Descriptor> pair = fixture.pair();
                Descriptor a = pair.get(0);
                Descriptor b = pair.get(1);
                operations.add(fixture.receive(a, fixture.memory.address(), 16));
                operations.add(poll(a));
                operations.add(fixture.receive(b, fixture.memory.address(), 16));
                operations.add(fixture.accept(fixture.listener(4), i % 2 == 0));
            }
            operations.forEach(fixture.reactor::submit);
            if (round % 2 == 0) {
                fixture.reactor.turn(0);
            }
            fixture.close();
            operations.forEach(o -> assertEquals(1, o.terminals));
            assertEquals(0, fixture.reactor.inFlight());
        }
        assertEquals(before, ReactorFixture.openDescriptors());
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void aSocketAcceptedWhileShuttingDownIsClosed(Backend backend) throws IOException {
        long before = ReactorFixture.openDescriptors();
        ReactorFixture fixture = ReactorFixture.open(backend);
        Descriptor listener = fixture.listener(16);
        RecordingOperation connect = fixture.connect(fixture.socket(), listener);
        fixture.runToEnd(connect);
        List<Descriptor> late = new ArrayList<>();
        RecordingOperation accept =
                new RecordingOperation(listener, e -> e.accept(listener.fd(), true)) {
                    @Override
                    protected void complete(int result, int flags) {
                        super.complete(result, flags);
                        if (result >= 0) {
                            late.add(fixture.reactor.adopt(result));
                        }
                    }
                };
        fixture.reactor.submit(accept); // leaves with the first turn of the shutdown
        fixture.close();
        late.forEach(descriptor -> assertFalse(descriptor.isOpen()));
        assertEquals(before, ReactorFixture.openDescriptors());
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void whatDoesNotEndInTimeIsAbandonedAndItsDescriptorClosed(Backend backend) throws IOException {
        long before = ReactorFixture.openDescriptors();
        RefusingCalls calls = new RefusingCalls(Errno.EAGAIN);
        ReactorConfig config =
                ReactorFixture.config(backend).withShutdownTimeout(Duration.ofMillis(20));
        ReactorFixture fixture = ReactorFixture.open(config, calls);
        Descriptor socket = fixture.pair().get(0);
        RecordingOperation receive = fixture.receive(socket, fixture.memory.address(), 16);
        fixture.reactor.submit(receive);
        fixture.reactor.turn(0);
        calls.refuse(Integer.MAX_VALUE);
        fixture.reactor.close();
        assertEquals(1, fixture.reactor.metrics().abandoned());
        assertTrue(receive.isInFlight());
        assertEquals(0, receive.terminals);
        assertEquals(before, ReactorFixture.openDescriptors());
        // Its memory is never freed: fixture.memory stays mapped on purpose.
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void actionsLeftRunAndTheirFailuresAreThrown(Backend backend) {
        ReactorFixture fixture = ReactorFixture.open(backend);
        AtomicInteger ran = new AtomicInteger();
        fixture.reactor.execute(ran::incrementAndGet);
        fixture.reactor.execute(() -> {
            throw new ArithmeticException();
        });
        fixture.reactor.execute(ran::incrementAndGet);
        assertThrows(ArithmeticException.class, fixture.reactor::close);
        assertEquals(2, ran.get());
        fixture.reactor.close();
        fixture.memory.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void afterItNothingIsAccepted(Backend backend) throws IOException {
        ReactorFixture fixture = ReactorFixture.open(backend);
        Descriptor socket = fixture.socket();
        fixture.close();
        assertFalse(socket.isOpen());
        socket.close();
        Reactor reactor = fixture.reactor;
        assertThrows(IllegalStateException.class, () -> reactor.submit(RecordingOperation.nop()));
        assertThrows(IllegalStateException.class, () -> reactor.turn(0));
        long before = ReactorFixture.openDescriptors();
        int fd = fixture.check(fixture.calls.socketOpen(4));
        assertThrows(IllegalStateException.class, () -> reactor.adopt(fd));
        assertEquals(before, ReactorFixture.openDescriptors());
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void insideATurnItIsRefused(Backend backend) {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            fixture.reactor.execute(fixture.reactor::close);
            assertThrows(IllegalStateException.class, () -> fixture.reactor.turn(0));
            fixture.runToEnd(RecordingOperation.nop());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void anotherThreadMayCloseItOnceTheOwnerHasLeft(Backend backend) throws Exception {
        long before = ReactorFixture.openDescriptors();
        ReactorFixture fixture = ReactorFixture.open(backend);
        Descriptor socket = fixture.pair().get(0);
        fixture.reactor.submit(fixture.receive(socket, fixture.memory.address(), 16));
        fixture.reactor.turn(0);
        Thread closer = new Thread(fixture.reactor::close);
        closer.start();
        closer.join();
        assertEquals(1, fixture.reactor.metrics().abandoned());
        assertEquals(before, ReactorFixture.openDescriptors());
    }

    /** It may be written to as long as the kernel has not ended the operation. */
    @Test
    void theMemoryOfAnAbandonedOperationIsNeverGarbage() throws Exception {
        WeakReference<Operation> abandoned = abandonOne();
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        assertNotNull(abandoned.get());
    }

    private static WeakReference<Operation> abandonOne() throws Exception {
        ReactorFixture fixture = ReactorFixture.open(Backend.IO_URING);
        Descriptor socket = fixture.pair().get(0);
        Operation receive = fixture.receive(socket, fixture.memory.address(), 16);
        fixture.reactor.submit(receive);
        fixture.reactor.turn(0);
        Thread closer = new Thread(fixture.reactor::close);
        closer.start();
        closer.join();
        assertEquals(1, fixture.reactor.metrics().abandoned());
        return new WeakReference<>(receive);
    }

    private static RecordingOperation poll(Descriptor socket) {
        return new RecordingOperation(
                socket, entry -> entry.poll(socket.fd(), EntryFlags.POLL_IN, true));
    }
}
