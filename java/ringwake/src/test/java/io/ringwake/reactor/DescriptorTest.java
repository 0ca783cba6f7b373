package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.ffi.Errno;
import io.ringwake.ffi.Messages;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class DescriptorTest {
    private static final int MANY = 1_000;

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void closeWaitsForWhatIsInFlightAndThenCloses(Backend backend) throws Exception {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            List<Descriptor> pair = fixture.pair();
            Descriptor socket = pair.get(0);
            RecordingOperation first = fixture.receive(socket, fixture.memory.address(), 16);
            fixture.reactor.submit(first);
            fixture.reactor.turn(0);
            int fd = socket.fd();

            socket.close();
            assertFalse(socket.isOpen());
            assertTrue(first.isCancelRequested());
            assertEquals(1, fixture.reactor.closing());
            assertThrows(IllegalStateException.class, socket::fd);
            RecordingOperation late = new RecordingOperation(socket, SubmissionEntry::nop);
            assertThrows(IllegalStateException.class, () -> fixture.reactor.submit(late));
            fixture.turnUntil(() -> fixture.reactor.closing() == 0);

            assertEquals(List.of(fixture.error(Errno.ECANCELED)), first.results);
            assertEquals(fixture.error(Errno.EBADF), fixture.calls.fdClose(fd));
            RecordingOperation peer = fixture.receive(pair.get(1), fixture.memory.address(), 16);
            fixture.runToEnd(peer);
            assertEquals(0, peer.last()); // the peer sees the end of the stream
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void closedExactlyOnceHoweverOftenItIsAsked(Backend backend) throws Exception {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            Descriptor socket = fixture.socket();
            int fd = socket.fd();
            socket.close();
            socket.close();
            fixture.turnUntil(() -> fixture.reactor.closing() == 0);
            Descriptor next = fixture.socket();
            assertEquals(fd, next.fd()); // the number is free again and has a new owner
            socket.close();
            fixture.reactor.turn(0);
            fixture.check(fixture.calls.socketListen(next.fd(), 1)); // who is not disturbed
            assertEquals(0, fixture.reactor.metrics().closeErrors());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void anyThreadMayClose(Backend backend) throws Exception {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            Descriptor socket = fixture.pair().get(0);
            RecordingOperation receive = fixture.receive(socket, fixture.memory.address(), 16);
            fixture.reactor.submit(receive);
            Thread closer = new Thread(socket::close);
            closer.start();
            fixture.turnUntil(() -> !receive.isInFlight());
            closer.join();
            fixture.turnUntil(() -> fixture.reactor.inFlight() == 0);
            assertFalse(socket.isOpen());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void closedFutureWakesItsWaiter(Backend backend) throws Exception {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            Descriptor socket = fixture.socket();
            Future<Void> closed = socket.closed();
            Future<Void> dropped = socket.closed();
            CountingContext cx = new CountingContext();
            CountingContext none = new CountingContext();
            assertFalse(closed.poll(cx).isReady());
            assertFalse(dropped.poll(none).isReady());
            dropped.cancel();
            socket.close();
            fixture.turnUntil(() -> cx.wakes.get() == 1);
            assertEquals(Poll.done(), closed.poll(cx));
            assertThrows(IllegalStateException.class, () -> closed.poll(cx));
            assertEquals(0, none.wakes.get());
            assertTrue(socket.closed().poll(cx).isReady());
        }
    }

    /** What the system reports is shown, not swallowed: here the number was closed behind us. */
    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void anErrorOfCloseReachesTheFutureAndTheMetrics(Backend backend) throws Exception {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            Descriptor socket = fixture.socket();
            fixture.check(fixture.calls.fdClose(socket.fd()));
            socket.close();
            fixture.turnUntil(() -> fixture.reactor.closing() == 0);
            IOException thrown =
                    assertThrows(
                            IOException.class, () -> socket.closed().poll(new CountingContext()));
            Messages.assertContains(thrown, "EBADF");
            assertEquals(1, fixture.reactor.metrics().closeErrors());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void cancelledAcceptsLeakNothing(Backend backend) throws IOException {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            long before = ReactorFixture.openDescriptors();
            Descriptor listener = fixture.listener(64);
            RecordingOperation accept = fixture.accept(listener, false);
            for (int i = 0; i < MANY; i++) {
                Descriptor client = fixture.socket();
                RecordingOperation connect = fixture.connect(client, listener);
                fixture.reactor.submit(accept);
                if (i % 2 == 0) {
                    fixture.reactor.submit(connect); // races with the cancellation
                }
                fixture.reactor.turn(0);
                fixture.reactor.cancel(accept);
                fixture.turnUntil(() -> !accept.isInFlight());
                if (accept.last() >= 0) {
                    fixture.reactor.adopt(accept.last()).close(); // a late one
                }
                client.close();
                fixture.turnUntil(() -> fixture.reactor.closing() == 0);
            }
            listener.close();
            fixture.turnUntil(() -> fixture.reactor.inFlight() == 0);
            assertEquals(before, ReactorFixture.openDescriptors());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void closedReadsLeakNothing(Backend backend) throws IOException {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            long before = ReactorFixture.openDescriptors();
            for (int i = 0; i < MANY; i++) {
                List<Descriptor> pair = fixture.pair();
                RecordingOperation receive =
                        fixture.receive(pair.get(0), fixture.memory.address(), 16);
                fixture.reactor.submit(receive);
                if (i % 2 == 0) {
                    fixture.reactor.turn(0);
                }
                pair.get(0).close();
                pair.get(1).close();
                fixture.turnUntil(() -> fixture.reactor.inFlight() == 0);
            }
            assertEquals(before, ReactorFixture.openDescriptors());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void cancelledConnectsLeakNothing(Backend backend) throws IOException {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            Descriptor listener = fixture.listener(0);
            List<RecordingOperation> filling = fixture.fillBacklog(listener);
            long before = ReactorFixture.openDescriptors();
            for (int i = 0; i < MANY; i++) {
                Descriptor client = fixture.socket();
                RecordingOperation connect = fixture.connect(client, listener);
                fixture.reactor.submit(connect);
                fixture.reactor.turn(0);
                client.close();
                fixture.turnUntil(() -> fixture.reactor.closing() == 0);
                assertEquals(fixture.error(Errno.ECANCELED), connect.last());
            }
            assertEquals(before, ReactorFixture.openDescriptors());
            filling.forEach(fixture.reactor::cancel);
            fixture.turnUntil(() -> fixture.reactor.inFlight() == 0);
        }
    }

    private static final class CountingContext implements Context {
        final AtomicInteger wakes = new AtomicInteger();

        @Override
        public Waker waker() {
            return wakes::incrementAndGet;
        }

        @Override
        public boolean proceed() {
            return true;
        }

        @Override
        public Context withWaker(Waker waker) {
            throw new UnsupportedOperationException();
        }
    }
}
