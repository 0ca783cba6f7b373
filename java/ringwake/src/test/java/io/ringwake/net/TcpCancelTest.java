package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cancelled operations lose no byte, no connection and no descriptor. The races are forced by
 * thousands of cancellations at random moments; a failure names the seed.
 */
@Timeout(120)
@ParameterizedClass
@MethodSource("flavours")
final class TcpCancelTest extends TcpTest {
    private static final long LENGTH = 3_000_000;

    TcpCancelTest(Flavour flavour) {
        super(flavour);
    }

    @RepeatedTest(5)
    void cancelledReadsLoseNothing() throws Exception {
        long seed = System.nanoTime();
        Pair pair = pair();
        CancellingReader reader = new CancellingReader(pair.server(), seed);
        PatternWriter writer = new PatternWriter(pair.client(), LENGTH, seed + 1, false);
        JoinHandle<Void> writing = runtime().spawn(writer);
        assertEquals(LENGTH, run(reader), "seed " + seed);
        run(writing);
        assertTrue(reader.cancelled() > 50, reader.cancelled() + " cancelled, seed " + seed);
        pair.server().close();
        pair.client().close();
    }

    @RepeatedTest(5)
    void cancelledWritesGoOnWhereTheyEnded() throws Exception {
        long seed = System.nanoTime();
        Pair pair = pair();
        inside(() -> pair.client().options().sendBufferBytes(20_000));
        CancellingReader reader = new CancellingReader(pair.server(), seed);
        PatternWriter writer = new PatternWriter(pair.client(), LENGTH, seed + 1, true);
        JoinHandle<Void> writing = runtime().spawn(writer);
        assertEquals(LENGTH, run(reader), "seed " + seed);
        run(writing);
        assertTrue(writer.cancelled() > 20, writer.cancelled() + " cancelled, seed " + seed);
        pair.server().close();
        pair.client().close();
    }

    @Test
    void aCancelledReadKeepsTheBufferUntilTheKernelHasLetGo() throws Exception {
        Pair pair = pair();
        Buf buf = Buf.allocate(16);
        JoinHandle<Integer> read = start(pair.server().read(buf));
        assertTrue(buf.isPinned());
        Exception thrown = assertThrows(IllegalStateException.class, buf::clear);
        assertTrue(thrown.getMessage().contains("read on TcpStream"), thrown.getMessage());
        read.abort();
        assertThrows(CancellationException.class, () -> run(read));
        while (buf.isPinned()) {
            run(Tasks.yieldNow());
        }
        run(pair.client().writeAll(bytes("late")));
        assertEquals(4, run(pair.server().read(buf.clear())));
        buf.close();
        pair.server().close();
        pair.client().close();
    }

    /** The read has taken the bytes by the time it is cancelled. */
    private void cancelAReadThatHasBytes(Pair pair, Buf buf) throws Exception {
        run(pair.client().writeAll(bytes("late")));
        run(pair.server().readable());
        run(cx -> {
            Future<Integer> read = pair.server().read(buf);
            assertFalse(read.poll(cx).isReady());
            read.cancel();
            return Poll.done();
        });
    }

    @Test
    void aPeekAfterACancelledReadSeesItsBytes() throws Exception {
        Pair pair = pair();
        try (Buf buf = Buf.allocate(16);
                Buf other = Buf.allocate(16)) {
            cancelAReadThatHasBytes(pair, buf);
            assertEquals(4, run(pair.server().peek(other)));
            assertEquals(4, run(pair.server().read(other)));
            assertEquals('l', other.get(4));
        }
        pair.server().close();
        pair.client().close();
    }

    @Test
    void readableSeesWhatACancelledReadHasLeft() throws Exception {
        Pair pair = pair();
        for (int i = 0; i < 100; i++) {
            try (Buf buf = Buf.allocate(16)) {
                cancelAReadThatHasBytes(pair, buf);
                run(pair.server().readable());
                assertEquals(4, run(pair.server().read(ByteBuffer.allocate(16))));
            }
        }
        pair.server().close();
        pair.client().close();
    }

    @Test
    void aThousandCancelledReadsLeaveNothingBehind() throws Exception {
        Pair pair = pair();
        Map<String, Integer> before = descriptors();
        for (int i = 0; i < 1_000; i++) {
            JoinHandle<Integer> read = runtime().spawn(pair.server().read(ByteBuffer.allocate(10)));
            if (i % 2 == 0) {
                run(Tasks.yieldNow());
            }
            read.abort();
            assertThrows(CancellationException.class, () -> run(read));
        }
        assertEquals(before, descriptors());
        run(pair.client().writeAll(bytes("still")));
        assertEquals(5, run(pair.server().read(ByteBuffer.allocate(10))));
        pair.server().close();
        pair.client().close();
    }

    @Test
    void aThousandCancelledAcceptsLeaveNothingBehind() throws Exception {
        TcpListener listener = listen();
        Map<String, Integer> before = descriptors();
        for (int i = 0; i < 1_000; i++) {
            JoinHandle<TcpStream> accept = runtime().spawn(listener.accept());
            if (i % 2 == 0) {
                run(Tasks.yieldNow());
            }
            accept.abort();
            assertThrows(CancellationException.class, () -> run(accept));
        }
        assertEquals(before, descriptors());
        try (Socket client =
                new Socket(
                        listener.localAddress().getAddress(), listener.localAddress().getPort())) {
            TcpStream stream = run(listener.accept());
            assertEquals(client.getLocalPort(), stream.remoteAddress().getPort());
            stream.close();
        }
        listener.close();
    }

    @Test
    void aThousandCancelledConnectsLeaveNothingBehind() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1_000, loopback().getAddress())) {
            InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
            run(TcpStream.connect(address).andThen(TcpCancelTest::closeAndWait));
            server.accept().close();
            Map<String, Integer> before = descriptors();
            for (int i = 0; i < 1_000; i++) {
                JoinHandle<TcpStream> connect = runtime().spawn(TcpStream.connect(address));
                if (i % 2 == 0) {
                    run(Tasks.yieldNow());
                }
                connect.abort();
                try {
                    run(connect).close();
                } catch (CancellationException e) {
                    assertTrue(connect.isFinished());
                }
                if (i % 100 == 99) {
                    drain(server);
                }
            }
            awaitClosed(before);
        }
    }

    /** Descriptors are closed by the ring, a few turns later. */
    private void awaitClosed(Map<String, Integer> before) throws Exception {
        for (int i = 0; i < 100 && !before.equals(descriptors()); i++) {
            run(Tasks.yieldNow());
        }
        assertEquals(before, descriptors());
    }

    private static Future<Void> closeAndWait(TcpStream stream) {
        stream.close();
        return stream.closed();
    }

    private static void drain(ServerSocket server) throws Exception {
        server.setSoTimeout(1);
        for (int i = 0; i < 1_000; i++) {
            try {
                server.accept().close();
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @Test
    void shutdownWithOperationsInFlightLeaksNothing() throws Exception {
        Pair pair = pair();
        TcpListener listener = listen();
        ByteBuffer big = ByteBuffer.allocate(64 << 20);
        List<JoinHandle<?>> left =
                List.of(
                        start(pair.server().read(ByteBuffer.allocate(10))),
                        start(pair.server().readable()),
                        start(pair.server().writeAll(big)),
                        start(pair.client().readable()),
                        start(listener.accept()),
                        start(listener.accept()));
        // closeRuntime() ends them and compares the descriptors.
        assertEquals(6, left.size());
    }
}
