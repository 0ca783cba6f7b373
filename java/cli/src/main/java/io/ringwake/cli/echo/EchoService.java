package io.ringwake.cli.echo;

import io.ringwake.cli.serve.Service;
import io.ringwake.future.Future;
import io.ringwake.net.TcpStream;

/** Gives every connection an {@link EchoConnection}. */
public final class EchoService implements Service {
    private static final int BUFFER_BYTES = 16 << 10;

    @Override
    public Future<Void> connection(TcpStream client) {
        return new EchoConnection(client, BUFFER_BYTES);
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
