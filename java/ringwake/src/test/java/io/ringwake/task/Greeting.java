package io.ringwake.task;

import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A runtime that talks to itself: a task accepts and writes, whoever asks connects and reads. */
final class Greeting {
    static final String TEXT = "hello world";

    static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private Greeting() {}

    /** Ready with what the client has read up to the end, once the server has ended as well. */
    static Future<String> exchange(Function<Future<Void>, JoinHandle<Void>> spawn) {
        return Futures.lazy(() -> {
            TcpListener listener = TcpListener.bind(ANY_PORT);
            JoinHandle<Void> server = spawn.apply(listener.accept().andThen(Greeting::greet));
            return TcpStream.connect(listener.localAddress())
                    .andThen(stream -> readToEnd(stream).thenClose(stream))
                    .andThen(text -> server.map(done -> text))
                    .thenClose(listener);
        });
    }

    private static Future<Void> greet(TcpStream stream) {
        return stream.writeAll(ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.US_ASCII)))
                .thenClose(stream);
    }

    private static Future<String> readToEnd(TcpStream stream) {
        ByteBuffer text = ByteBuffer.allocate(2 * TEXT.length()); // room left: 0 is never read
        return Futures.repeatWhile(() -> stream.read(text).map(count -> count >= 0))
                .map(done -> StandardCharsets.US_ASCII.decode(text.flip()).toString());
    }
}
