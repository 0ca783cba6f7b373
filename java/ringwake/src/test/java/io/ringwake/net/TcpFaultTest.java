package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Ringwake;
import io.ringwake.ffi.Errno;
import io.ringwake.ffi.Opcode;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import io.ringwake.reactor.Backend;
import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.ReactorConfig;
import io.ringwake.scheduler.CurrentThreadScheduler;
import io.ringwake.scheduler.Driver;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.SchedulerConfig;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import io.ringwake.time.Time;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What each errno is answered with, on a ring that gives it when asked to. */
@Timeout(60)
@ParameterizedClass
@MethodSource("backends")
final class TcpFaultTest {
    private final Backend backend;
    private final FaultyRing faults = new FaultyRing();
    private final Scheduler scheduler;

    TcpFaultTest(Backend backend) {
        this.backend = backend;
        this.scheduler =
                new CurrentThreadScheduler(SchedulerConfig.builder(worker -> open()).build());
    }

    static List<Backend> backends() {
        return TcpTest.backends();
    }

    private Driver open() {
        Reactor reactor =
                Reactor.open(ReactorConfig.defaults().withBackend(backend), faults.calls());
        return new Driver() {
            @Override
            public void bind() {
                reactor.rebind();
            }

            @Override
            public void turn(long timeoutNanos) {
                reactor.turn(timeoutNanos);
            }

            @Override
            public void unpark() {
                reactor.wake();
            }

            @Override
            public Optional<Reactor> reactor() {
                return Optional.of(reactor);
            }

            @Override
            public void close() {
                reactor.close();
            }
        };
    }

    private TcpTest.Pair pair;

    @BeforeEach
    void connect() throws Exception {
        TcpListener listener = run(Futures.call(() -> TcpListener.bind(TcpTest.loopback())));
        pair =
                run(
                        Futures.join(
                                listener.accept(),
                                TcpStream.connect(listener.localAddress()),
                                TcpTest.Pair::new));
        listener.close();
    }

    @AfterEach
    void close() {
        scheduler.close();
    }

    private <T> T run(Future<T> future) throws Exception {
        return Tasks.blockOn(scheduler, future);
    }

    @Test
    void aConnectThatFailsBetweenItsAttemptsLeavesNothingOpen() throws Exception {
        InetSocketAddress nowhere = pair.client().localAddress();
        turnForAWhile(); // the listener of the beginning is closed now
        Map<String, Integer> before = TcpTest.descriptors();
        Future<TcpStream> connect = TcpStream.connect(nowhere);
        faults.fail(Opcode.CONNECT, Errno.ENOBUFS, 1);
        run(cx -> {
            assertFalse(connect.poll(cx).isReady());
            return faults.left() == 0 ? Poll.done() : Poll.pending();
        });
        turnForAWhile(); // longer than the pause
        try (Ringwake other = Ringwake.currentThread().backend(backend).build()) {
            Future<Poll<TcpStream>> once = cx -> Poll.ready(connect.poll(cx));
            assertThrows(IllegalStateException.class, () -> other.blockOn(once));
        }
        turnForAWhile(); // which takes the order to close
        assertEquals(before, TcpTest.descriptors());
    }

    private void turnForAWhile() throws Exception {
        run(Futures.lazy(() -> Time.sleep(Duration.ofMillis(20))));
    }

    @Test
    void readsAndWritesOutlastAShortageOfMemory() throws Exception {
        for (Errno errno : new Errno[] {Errno.ENOBUFS, Errno.ENOMEM, Errno.EAGAIN, Errno.EINTR}) {
            faults.fail(Opcode.SEND, errno, 3);
            run(pair.client().writeAll(TcpTest.bytes("some")));
            assertEquals(0, faults.left(), errno.name());
            faults.fail(Opcode.RECV, errno, 3);
            ByteBuffer got = ByteBuffer.allocate(10);
            assertEquals(4, run(pair.server().read(got)));
            assertEquals("some", TcpTest.text(got));
            assertEquals(0, faults.left(), errno.name());
        }
    }

    @Test
    void aShortageWithoutEndIsAnErrorThatNamesIt() throws Exception {
        faults.fail(Opcode.SEND, Errno.ENOBUFS, Integer.MAX_VALUE);
        try (Buf buf = Buf.allocate(4)) {
            IOException thrown =
                    assertThrows(IOException.class, () -> run(pair.client().write(buf)));
            assertTrue(thrown.getMessage().contains("ENOBUFS"), thrown.getMessage());
            assertFalse(buf.isPinned());
            assertEquals(4, buf.remaining());
        }
        faults.fail(Opcode.SEND, Errno.ENOBUFS, 0);
        run(pair.client().writeAll(TcpTest.bytes("later")));
        assertEquals(5, run(pair.server().read(ByteBuffer.allocate(10))));
    }

    @Test
    void cancellingInThePauseFreesTheBuffer() throws Exception {
        faults.fail(Opcode.RECV, Errno.ENOBUFS, Integer.MAX_VALUE);
        try (Buf buf = Buf.allocate(4)) {
            JoinHandle<Integer> read = Tasks.spawnOn(scheduler, pair.server().read(buf));
            for (int i = 0; i < 10; i++) {
                run(Tasks.yieldNow());
            }
            read.abort();
            assertThrows(CancellationException.class, () -> run(read));
            while (buf.isPinned()) {
                run(Tasks.yieldNow());
            }
            faults.fail(Opcode.RECV, Errno.ENOBUFS, 0);
            run(pair.client().writeAll(TcpTest.bytes("ok")));
            assertEquals(2, run(pair.server().read(buf)));
        }
    }

    @Test
    void closingInThePauseEndsTheRead() throws Exception {
        faults.fail(Opcode.RECV, Errno.ENOMEM, Integer.MAX_VALUE);
        JoinHandle<Integer> read =
                Tasks.spawnOn(scheduler, pair.server().read(ByteBuffer.allocate(4)));
        for (int i = 0; i < 10; i++) {
            run(Tasks.yieldNow());
        }
        pair.server().close();
        assertThrows(IOException.class, () -> run(read));
    }

    @Test
    void aFailureOfACancelledReadIsWhatTheNextReadThrows() throws Exception {
        faults.fail(Opcode.RECV, Errno.ECONNRESET, 1);
        Future<Integer> read = pair.server().read(ByteBuffer.allocate(4));
        run(cx -> {
            assertFalse(read.poll(cx).isReady());
            read.cancel();
            return Poll.done();
        });
        IOException thrown =
                assertThrows(
                        IOException.class, () -> run(pair.server().read(ByteBuffer.allocate(4))));
        assertTrue(thrown.getMessage().contains("ECONNRESET"), thrown.getMessage());
    }

    @Test
    void acceptingOutlastsConnectionsThatAreGone() throws Exception {
        TcpListener listener = run(Futures.call(() -> TcpListener.bind(TcpTest.loopback())));
        for (Errno errno : new Errno[] {Errno.ECONNABORTED, Errno.EINTR, Errno.ENOBUFS}) {
            faults.fail(Opcode.ACCEPT, errno, 2);
            TcpTest.Pair each =
                    run(
                            Futures.join(
                                    listener.accept(),
                                    TcpStream.connect(listener.localAddress()),
                                    TcpTest.Pair::new));
            each.server().close();
            each.client().close();
        }
        faults.fail(Opcode.ACCEPT, Errno.EINVAL, 0);
        listener.close();
    }

    @Test
    void connectingOutlastsASignalAndAShortage() throws Exception {
        TcpListener listener = run(Futures.call(() -> TcpListener.bind(TcpTest.loopback())));
        for (Errno errno : new Errno[] {Errno.EINTR, Errno.ENOBUFS}) {
            faults.fail(Opcode.CONNECT, errno, 2);
            TcpStream stream = run(TcpStream.connect(listener.localAddress()));
            assertEquals(0, faults.left(), errno.name());
            stream.close();
        }
        listener.close();
    }
}
