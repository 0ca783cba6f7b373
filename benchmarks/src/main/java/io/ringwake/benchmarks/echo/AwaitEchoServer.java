package io.ringwake.benchmarks.echo;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.future.Future;
import io.ringwake.io.Buf;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.task.Tasks;

/**
 * What {@link RingwakeEchoServer} does, written with async and await: what the compiled blocks cost
 * is the difference. Argument: the backend.
 */
public final class AwaitEchoServer {
    private static final int BUFFER_BYTES = 1 << 14;

    private AwaitEchoServer() {}

    /** Serves on a port of the system's choice until the process ends. */
    public static void main(String[] arguments) throws Exception {
        RingwakeEchoServer.serve(arguments[0], AwaitEchoServer::accept);
    }

    private static Future<Void> accept(TcpListener listener) {
        return async(() -> {
            while (true) {
                TcpStream stream = await(listener.accept());
                stream.options().noDelay(true);
                Tasks.spawn(echo(stream).thenClose(stream)).detach();
            }
        });
    }

    private static Future<Void> echo(TcpStream stream) {
        return async(() -> {
            try (Buf buffer = Buf.allocate(BUFFER_BYTES)) {
                while (await(stream.read(buffer.clear())) >= 0) {
                    await(stream.writeAll(buffer.flip()));
                }
            }
            return null;
        });
    }
}
