package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.io.Buf;
import io.ringwake.io.RingBuffer;
import io.ringwake.task.JoinHandle;
import io.ringwake.time.Time;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** TcpStream: transfers, ends, failures, life. */
@Timeout(60)
@ParameterizedClass
@MethodSource("flavours")
final class TcpStreamTest extends TcpTest {
    TcpStreamTest(Flavour flavour) {
        super(flavour);
    }

    @Test
    void echoesOverAThousandMessages() throws Exception {
        Pair pair = pair();
        Future<Void> echo =
                Futures.lazy(() -> {
                    Buf buf = Buf.allocate(64);
                    return Futures.repeatWhile(() ->
                                    pair.server()
                                            .read(buf.clear())
                                            .andThen(n ->
                                                    n < 0
                                                            ? Futures.ready(false)
                                                            : pair.server()
                                                                    .writeAll(buf.flip())
                                                                    .map(v -> true)))
                            .map(v -> {
                                buf.close();
                                return v;
                            });
                });
        JoinHandle<Void> server = runtime().spawn(echo);
        for (int i = 0; i < 1_024; i++) {
            run(pair.client().writeAll(bytes("hello world")));
            ByteBuffer answer = ByteBuffer.allocate(11);
            while (answer.hasRemaining()) {
                assertTrue(run(pair.client().read(answer)) > 0);
            }
            assertEquals("hello world", text(answer));
        }
        run(pair.client().shutdownOutput());
        run(server);
        pair.server().close();
        pair.client().close();
    }

    @Test
    void addressesOfBothEndsMatch_alsoAfterClose() throws Exception {
        Pair pair = pair();
        assertEquals(pair.server().localAddress(), pair.client().remoteAddress());
        assertEquals(pair.client().localAddress(), pair.server().remoteAddress());
        assertTrue(pair.client().toString().contains("127.0.0.1"));
        pair.client().close();
        assertEquals(pair.server().remoteAddress(), pair.client().localAddress());
        assertTrue(pair.client().toString().contains("closed"));
        pair.server().close();
    }

    @Test
    void readsIntoEveryKindOfBuffer() throws Exception {
        Pair pair = pair();
        try (Buf buf = Buf.allocate(5);
                RingBuffer ring = RingBuffer.allocate(4096)) {
            run(pair.client().writeAll(bytes("abcdeABCDE0123456789xyz")));
            assertEquals(5, run(pair.server().read(buf)));
            assertEquals('a', buf.get(0));
            ByteBuffer direct = ByteBuffer.allocateDirect(5);
            assertEquals(5, run(pair.server().read(direct)));
            assertEquals("ABCDE", text(direct));
            ByteBuffer[] heap = {ByteBuffer.allocate(4), ByteBuffer.allocate(6)};
            assertEquals(10, run(pair.server().read(heap)));
            assertEquals("0123", text(heap[0]));
            assertEquals("456789", text(heap[1]));
            assertEquals(3, run(pair.server().read(ring)));
            assertEquals('x', ring.get());
            assertEquals(2, run(pair.server().write(ring)));
            assertTrue(ring.isEmpty());
        }
        pair.server().close();
        pair.client().close();
    }

    /** Reading puts bytes to the tail of the same buffer whenever it likes. */
    @Test
    void whatComesToARingBufferWhileAllOfItIsWrittenIsNoFailure() throws Exception {
        Pair pair = pair();
        try (RingBuffer ring = RingBuffer.allocate(4096)) {
            AtomicReference<@Nullable Future<Void>> writing = new AtomicReference<>();
            run(cx -> {
                ring.put((byte) 1); // also between the last completion and the look at it
                if (writing.get() == null) {
                    writing.set(pair.client().writeAll(ring));
                }
                return Objects.requireNonNull(writing.get()).poll(cx);
            });
        }
        pair.server().close();
        pair.client().close();
    }

    @Test
    void anEmptyBufferReadsAndWritesZero() throws Exception {
        Pair pair = pair();
        assertEquals(0, run(pair.client().read(ByteBuffer.allocate(0))));
        assertEquals(0, run(pair.client().write(ByteBuffer.allocate(0))));
        run(pair.client().writeAll(ByteBuffer.allocate(0)));
        pair.server().close();
        pair.client().close();
    }

    @Test
    void aReadOnlyTargetIsRefused() throws Exception {
        Pair pair = pair();
        ByteBuffer target = ByteBuffer.allocate(1).asReadOnlyBuffer();
        assertThrows(IllegalArgumentException.class, () -> pair.client().read(target));
        assertEquals(0, run(pair.client().read(ByteBuffer.allocate(0))));
        pair.server().close();
        pair.client().close();
    }

    @Test
    void shutdownOutputEndsOneDirectionOnly() throws Exception {
        Pair pair = pair();
        run(pair.client().writeAll(bytes("ping")));
        run(pair.client().shutdownOutput());
        ByteBuffer got = ByteBuffer.allocate(10);
        assertEquals(4, run(pair.server().read(got)));
        assertEquals(-1, run(pair.server().read(got)));
        assertEquals(-1, run(pair.server().read(got)), "the end stays the end");
        run(pair.server().writeAll(bytes("pong")));
        got.clear();
        assertEquals(4, run(pair.client().read(got)));
        assertThrows(IOException.class, () -> run(pair.client().write(bytes("more"))));
        pair.server().close();
        pair.client().close();
    }

    @Test
    void aResetIsASocketExceptionThatNamesErrnoAndPeer() throws Exception {
        Pair pair = pair();
        inside(() -> pair.server().options().lingerSeconds(0));
        pair.server().close();
        run(pair.server().closed());
        SocketException thrown =
                assertThrows(
                        SocketException.class,
                        () -> run(pair.client().read(ByteBuffer.allocate(1))));
        assertTrue(thrown.getMessage().contains("ECONNRESET"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("127.0.0.1"), thrown.getMessage());
        run(pair.client().shutdownOutput());
        pair.client().close();
    }

    @Test
    void writingToAClosedPeerFails() throws Exception {
        Pair pair = pair();
        pair.server().close();
        run(pair.server().closed());
        assertThrows(
                IOException.class,
                () -> {
                    while (true) {
                        run(pair.client().write(bytes("anyone there?")));
                    }
                });
        pair.client().close();
    }

    @Test
    void connectingToNobodyIsRefused() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, loopback().getAddress())) {
            port = closed.getLocalPort();
        }
        InetSocketAddress nobody = new InetSocketAddress(loopback().getAddress(), port);
        ConnectException thrown =
                assertThrows(ConnectException.class, () -> run(TcpStream.connect(nobody)));
        assertTrue(thrown.getMessage().contains("ECONNREFUSED"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains(String.valueOf(port)), thrown.getMessage());
    }

    @Test
    void anUnresolvedAddressIsRefusedWithAdvice() {
        InetSocketAddress name = InetSocketAddress.createUnresolved("host.invalid", 80);
        Exception thrown =
                assertThrows(UnknownHostException.class, () -> run(TcpStream.connect(name)));
        assertTrue(thrown.getMessage().contains("InetAddress.getByName"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("host.invalid"), thrown.getMessage());
    }

    @Test
    void aConnectThatWaitsCanTimeOut() throws Exception {
        // A listener with the smallest backlog that nobody accepts from: once it is full, the
        // kernel drops further attempts, which then wait.
        try (ServerSocket full = new ServerSocket(0, 1, loopback().getAddress())) {
            InetSocketAddress address = (InetSocketAddress) full.getLocalSocketAddress();
            boolean timedOut = false;
            for (int i = 0; i < 10 && !timedOut; i++) {
                try {
                    run(
                            Futures.lazy(() ->
                                    Time.timeout(
                                            Duration.ofMillis(100), TcpStream.connect(address))));
                } catch (TimeoutException e) {
                    timedOut = true;
                }
            }
            assertTrue(timedOut);
        }
    }

    @Test
    void oneReadAndOneWriteAtATime() throws Exception {
        Pair pair = pair();
        Exception thrown =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                run(
                                        Futures.lazy(() ->
                                                Futures.join(
                                                        pair.client().read(ByteBuffer.allocate(1)),
                                                        pair.client()
                                                                .read(ByteBuffer.allocate(1))))));
        assertTrue(thrown.getMessage().contains("read on TcpStream"), thrown.getMessage());
        pair.server().close();
        pair.client().close();
    }

    @Test
    void aFutureIsNotPolledAgainAfterItsEnd() throws Exception {
        Pair pair = pair();
        Future<Integer> read = pair.client().read(ByteBuffer.allocate(0));
        run(read);
        assertThrows(IllegalStateException.class, () -> run(read));
        pair.server().close();
        pair.client().close();
    }

    @Test
    void afterCloseEverythingThrowsClosedChannel() throws Exception {
        Pair pair = pair();
        TcpStream closed = pair.client();
        closed.close();
        closed.close();
        assertFalse(closed.isOpen());
        assertThrows(ClosedChannelException.class, () -> run(closed.read(ByteBuffer.allocate(1))));
        assertThrows(ClosedChannelException.class, () -> run(closed.write(bytes("x"))));
        assertThrows(ClosedChannelException.class, () -> run(closed.readable()));
        assertThrows(ClosedChannelException.class, () -> run(closed.shutdownOutput()));
        assertThrows(ClosedChannelException.class, () -> inside(() -> closed.options().noDelay()));
        run(closed.closed());
        pair.server().close();
    }

    @Test
    void closeEndsWhatIsUnderWay() throws Exception {
        Pair pair = pair();
        JoinHandle<Integer> reader = start(pair.client().read(ByteBuffer.allocate(1)));
        pair.client().close();
        assertThrows(AsynchronousCloseException.class, () -> run(reader));
        run(pair.client().closed());
        pair.server().close();
    }

    @Test
    void closeFromAnotherThreadEndsWhatIsUnderWay() throws Exception {
        Pair pair = pair();
        JoinHandle<Integer> reader = start(pair.client().read(ByteBuffer.allocate(1)));
        Thread closer = new Thread(pair.client()::close);
        closer.start();
        assertThrows(AsynchronousCloseException.class, () -> run(reader));
        closer.join();
        pair.server().close();
    }

    /** Closing goes on after blockOn() has returned; it does not belong to that thread for ever. */
    @Test
    void aCloseUnderWayDoesNotKeepOtherThreadsOut() throws Exception {
        assumeFalse(flavour.isMultiThread()); // where threads take no turns
        for (int i = 0; i < 50; i++) {
            Pair pair = pair();
            JoinHandle<Integer> reader = start(pair.server().read(ByteBuffer.allocate(10)));
            pair.server().close();
            inside(() -> {
                pair.client().close();
                return true;
            });
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread other =
                    new Thread(() -> {
                        try {
                            run(pair.server().closed());
                        } catch (Exception e) {
                            thrown.set(e);
                        }
                    });
            other.start();
            other.join();
            assertNull(thrown.get());
            assertThrows(AsynchronousCloseException.class, () -> run(reader));
        }
    }

    @Test
    void anotherRuntimeMayNotUseIt() throws Exception {
        Pair pair = pair();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread other =
                new Thread(() -> {
                    try (Ringwake second = newRuntime()) {
                        second.blockOn(pair.client().read(ByteBuffer.allocate(1)));
                    } catch (Exception e) {
                        thrown.set(e);
                    }
                });
        other.start();
        other.join();
        assertInstanceOf(IllegalStateException.class, thrown.get());
        assertTrue(thrown.get().getMessage().contains("another runtime"));
        pair.server().close();
        pair.client().close();
    }

    @Test
    void outsideOfARuntimeEverythingFailsLoudly() {
        assertThrows(IllegalStateException.class, () -> TcpListener.bind(loopback()));
        assertThrows(
                IllegalStateException.class,
                () ->
                        TcpStream.connect(
                                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))
                                .poll(null));
    }

    @Test
    void peekTakesNothing() throws Exception {
        Pair pair = pair();
        run(pair.client().writeAll(bytes("look")));
        try (Buf buf = Buf.allocate(10)) {
            assertEquals(4, run(pair.server().peek(buf)));
            assertEquals(4, run(pair.server().peek(buf)));
            buf.clear();
            assertEquals(4, run(pair.server().read(buf)));
            assertEquals('l', buf.get(0));
        }
        pair.server().close();
        pair.client().close();
    }

    @Test
    void readableWaitsForBytesAndForTheEnd() throws Exception {
        Pair pair = pair();
        JoinHandle<Void> readable = start(pair.server().readable());
        assertFalse(readable.isFinished());
        run(pair.client().writeAll(bytes("x")));
        run(readable);
        run(pair.server().readable());
        assertEquals(1, run(pair.server().read(ByteBuffer.allocate(10))));
        pair.client().close();
        run(pair.server().readable());
        assertEquals(-1, run(pair.server().read(ByteBuffer.allocate(10))));
        pair.server().close();
    }

    @Test
    void optionsAreReadBack() throws Exception {
        Pair pair = pair();
        inside(() -> {
            TcpOptions options = pair.client().options();
            assertFalse(options.noDelay(), "the system's default");
            assertTrue(options.noDelay(true).noDelay());
            assertTrue(options.keepAlive(true).keepAlive());
            assertEquals(17, options.keepIdleSeconds(17).keepIdleSeconds());
            assertEquals(5, options.keepIntervalSeconds(5).keepIntervalSeconds());
            assertEquals(3, options.keepCount(3).keepCount());
            assertEquals(-1, options.lingerSeconds());
            assertEquals(7, options.lingerSeconds(7).lingerSeconds());
            assertEquals(0, options.lingerSeconds(0).lingerSeconds());
            assertEquals(-1, options.lingerSeconds(-1).lingerSeconds());
            if (System.getProperty("os.name").equals("Linux")) {
                assertTrue(options.quickAck(true).quickAck());
                assertFalse(options.quickAck(false).quickAck());
            } else {
                IOException absent = assertThrows(IOException.class, () -> options.quickAck(true));
                assertTrue(String.valueOf(absent.getMessage()).contains("ENOPROTOOPT"));
            }
            assertTrue(options.receiveBufferBytes(65_536).receiveBufferBytes() >= 65_536);
            assertTrue(options.sendBufferBytes(65_536).sendBufferBytes() >= 65_536);
            return options;
        });
        pair.server().close();
        pair.client().close();
    }

    @Test
    void writeAllSendsMoreThanTheSocketHolds() throws Exception {
        Pair pair = pair();
        int size = 8 << 20;
        ByteBuffer sent = ByteBuffer.allocate(size);
        for (int i = 0; i < size; i += 8) {
            sent.putLong(i, i);
        }
        JoinHandle<Void> writer = runtime().spawn(pair.client().writeAll(sent));
        ByteBuffer got = ByteBuffer.allocate(size);
        while (got.hasRemaining()) {
            assertTrue(run(pair.server().read(got)) > 0);
        }
        run(writer);
        assertFalse(sent.hasRemaining());
        assertEquals(sent.rewind(), got.flip());
        pair.server().close();
        pair.client().close();
    }
}
