package io.ringwake.example;

import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.io.Buf;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.task.Tasks;
import java.net.InetSocketAddress;

/** The README's first example: an echo server on one thread. */
public final class EchoServer {
    private EchoServer() {}

    // [readme
    static Future<Void> serve(TcpStream conn) {
        Buf buf = Buf.allocate(16384);
        return Futures.repeatWhile(() ->
                        conn.read(buf.clear())
                                .andThen(n ->
                                        n < 0
                                                ? Futures.ready(false)
                                                : conn.writeAll(buf.flip()).map(done -> true)))
                .thenClose(buf)
                .thenClose(conn);
    }

    static Future<Void> acceptAll(TcpListener listener) {
        return Futures.repeatWhile(() ->
                listener.accept()
                        .map(conn -> {
                            Tasks.spawn(serve(conn));
                            return true;
                        }));
    }

    public static void main(String[] args) throws Exception {
        try (Ringwake rt = Ringwake.currentThread().build()) {
            rt.blockOn(
                    Futures.lazy(() ->
                            acceptAll(TcpListener.bind(new InetSocketAddress("localhost", 7007)))));
        }
    }
    // readme]
}
