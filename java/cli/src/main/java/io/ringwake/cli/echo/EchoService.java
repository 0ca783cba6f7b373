package io.ringwake.cli.echo;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.cli.serve.Service;
import io.ringwake.future.Future;
import io.ringwake.io.Buf;
import io.ringwake.net.TcpStream;

/** Reads, writes the same bytes back, and so on until the client ends its side. */
public final class EchoService implements Service {
    private static final int BUFFER_BYTES = 16 << 10;

    @Override
    public Future<Void> connection(TcpStream client) {
        return async(() -> {
            try (Buf buffer = Buf.allocate(BUFFER_BYTES)) {
                while (await(client.read(buffer.clear())) >= 0) {
                    await(client.writeAll(buffer.flip()));
                }
            }
            return null;
        });
    }

    @Override
    public String status() {
        return "";
    }

    @Override
    public int descriptorsPerConnection() {
        return 1;
    }
}
