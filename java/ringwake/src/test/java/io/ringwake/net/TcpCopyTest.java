package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.io.Copy;
import io.ringwake.io.CopyCounts;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A proxy in the middle: client = outside.client, outside.server = inside.client, inside.server.
 */
@Timeout(60)
@ParameterizedClass
@MethodSource("flavours")
final class TcpCopyTest extends TcpTest {
    TcpCopyTest(Flavour flavour) {
        super(flavour);
    }

    @Test
    void carriesBothDirectionsAndTheHalfClose() throws Exception {
        Pair outside = pair();
        Pair inside = pair();
        JoinHandle<CopyCounts> proxy =
                runtime().spawn(Copy.bidirectional(outside.server(), inside.client()));
        run(outside.client().writeAll(bytes("request")));
        ByteBuffer got = ByteBuffer.allocate(20);
        assertEquals(7, run(inside.server().read(got)));
        run(outside.client().shutdownOutput());
        assertEquals(-1, run(inside.server().read(got)));
        run(inside.server().writeAll(bytes("the answer")));
        got.clear();
        assertEquals(10, run(outside.client().read(got)));
        assertEquals("the answer", text(got));
        run(inside.server().shutdownOutput());
        assertEquals(-1, run(outside.client().read(got.clear())));
        assertEquals(new CopyCounts(7, 10), run(proxy));
        closeAll(outside, inside);
    }

    @Test
    void movesMuchMoreThanItsBuffer_bothWaysAtOnce() throws Exception {
        Pair outside = pair();
        Pair inside = pair();
        long up = 5_000_000;
        long down = 2_000_000;
        JoinHandle<CopyCounts> proxy =
                runtime().spawn(Copy.bidirectional(outside.server(), inside.client(), 4096));
        List<JoinHandle<?>> writers =
                List.of(
                        runtime().spawn(new PatternWriter(outside.client(), up, 1, true)),
                        runtime().spawn(new PatternWriter(inside.server(), down, 2, true)));
        JoinHandle<Long> upward = runtime().spawn(new CancellingReader(inside.server(), 3));
        assertEquals(down, run(new CancellingReader(outside.client(), 4)));
        assertEquals(up, run(upward));
        assertEquals(new CopyCounts(up, down), run(proxy));
        for (JoinHandle<?> writer : writers) {
            run(writer);
        }
        closeAll(outside, inside);
    }

    @Test
    void aReceiverThatDoesNotReadHoldsUpItsDirectionOnly() throws Exception {
        Pair outside = pair();
        Pair inside = pair();
        JoinHandle<CopyCounts> proxy =
                runtime().spawn(Copy.bidirectional(outside.server(), inside.client()));
        // Nobody reads this at the other end.
        JoinHandle<Void> stuck =
                runtime().spawn(outside.client().writeAll(ByteBuffer.allocate(64 << 20)));
        for (int i = 0; i < 100; i++) {
            run(inside.server().writeAll(bytes("pong")));
            assertEquals(4, run(outside.client().read(ByteBuffer.allocate(4))));
        }
        assertTrue(!stuck.isFinished());
        stuck.abort();
        assertThrows(CancellationException.class, () -> run(stuck));
        proxy.abort();
        assertThrows(CancellationException.class, () -> run(proxy));
        closeAll(outside, inside);
    }

    @Test
    void aResetEndsTheCopy() throws Exception {
        Pair outside = pair();
        Pair inside = pair();
        JoinHandle<CopyCounts> proxy = start(Copy.bidirectional(outside.server(), inside.client()));
        inside(() -> outside.client().options().lingerSeconds(0));
        outside.client().close();
        assertThrows(IOException.class, () -> run(proxy));
        closeAll(outside, inside);
    }

    @Test
    void sixtyFourConnectionsEchoAtOnce() throws Exception {
        TcpListener listener = listen();
        int connections = 64;
        long each = 200_000;
        JoinHandle<Void> server = runtime().spawn(serve(listener, connections));
        List<JoinHandle<Long>> clients = new ArrayList<>();
        List<TcpStream> streams = new ArrayList<>();
        List<JoinHandle<Void>> writers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            TcpStream stream = run(TcpStream.connect(listener.localAddress()));
            streams.add(stream);
            writers.add(runtime().spawn(new PatternWriter(stream, each, i, true)));
            clients.add(runtime().spawn(new CancellingReader(stream, i)));
        }
        for (JoinHandle<Long> client : clients) {
            assertEquals(each, run(client));
        }
        for (JoinHandle<Void> writer : writers) {
            run(writer);
        }
        run(server);
        streams.forEach(TcpStream::close);
        listener.close();
    }

    private Future<Void> serve(TcpListener listener, int connections) {
        List<TcpStream> accepted = new ArrayList<>();
        return Futures.repeatWhile(() ->
                listener.accept()
                        .map(stream -> {
                            accepted.add(stream);
                            Tasks.spawn(
                                    Copy.oneWay(stream, stream)
                                            .andThen(n -> stream.shutdownOutput())
                                            .map(done -> {
                                                stream.close();
                                                return true;
                                            }));
                            return accepted.size() < connections;
                        }));
    }

    private static void closeAll(Pair... pairs) {
        for (Pair pair : pairs) {
            pair.server().close();
            pair.client().close();
        }
    }
}
