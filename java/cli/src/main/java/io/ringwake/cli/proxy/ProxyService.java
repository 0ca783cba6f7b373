package io.ringwake.cli.proxy;

import io.ringwake.cli.serve.Service;
import io.ringwake.future.Future;
import io.ringwake.net.TcpStream;
import java.util.concurrent.atomic.AtomicLong;

/** Gives every connection a {@link ProxyConnection} and adds up what they carry. */
public final class ProxyService implements Service {
    private final ProxyOptions options;
    private final ByteCount toUpstream = new ByteCount();
    private final ByteCount toClient = new ByteCount();
    private final AtomicLong idleClosed = new AtomicLong();

    public ProxyService(ProxyOptions options) {
        this.options = options;
    }

    @Override
    public Future<Void> connection(TcpStream client) {
        return new ProxyConnection(this, client);
    }

    @Override
    public String status() {
        String bytes =
                "to-upstream=%d to-client=%d".formatted(toUpstream.value(), toClient.value());
        return options.idleTimeout().isZero() ? bytes : bytes + " idle-closed=" + idleClosed;
    }

    @Override
    public int descriptorsPerConnection() {
        return 2;
    }

    ProxyOptions options() {
        return options;
    }

    Relay relayToUpstream(End client, End upstream) {
        return new Relay(client, upstream, toUpstream, options.bufferBytes());
    }

    Relay relayToClient(End upstream, End client) {
        return new Relay(upstream, client, toClient, options.bufferBytes());
    }

    void idleClosed() {
        idleClosed.incrementAndGet();
    }
}
