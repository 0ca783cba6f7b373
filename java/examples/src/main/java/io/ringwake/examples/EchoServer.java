package io.ringwake.examples;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.io.Buf;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.task.Tasks;
import java.net.InetSocketAddress;

/** An echo server on one thread. */
public final class EchoServer {
    private EchoServer() {}

    // [readme
    static Future<Void> serve(TcpStream conn) {
        return async(() -> {
            try (conn;
                    Buf buf = Buf.allocate(16384)) {
                while (await(conn.read(buf.clear())) >= 0) {
                    await(conn.writeAll(buf.flip()));
                }
            }
        });
    }

    static Future<Void> acceptAll(TcpListener listener) {
        return async(() -> {
            while (true) {
                Tasks.spawn(serve(await(listener.accept())));
            }
        });
    }

    public static void main(String[] args) throws Exception {
        InetSocketAddress address = new InetSocketAddress("localhost", 7007);
        try (Ringwake rt = Ringwake.currentThread().build()) {
            rt.blockOn(async(() -> await(acceptAll(TcpListener.bind(address)))));
        }
    }
    // readme]
}
