package io.ringwake.cli.proxy;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.cli.argument.HostPort;
import io.ringwake.cli.serve.ConnectionFailedException;
import io.ringwake.cli.serve.Service;
import io.ringwake.future.Future;
import io.ringwake.net.TcpStream;
import io.ringwake.time.Time;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Connects each client to the upstream, and adds up what the {@link Link}s carry. */
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
        return async(() -> {
            TcpStream upstream = await(connect());
            return await(new Link(this, client, upstream).run());
        });
    }

    private Future<TcpStream> connect() {
        return async(() -> {
            try {
                return await(
                        Time.timeout(
                                options.connectTimeout(), TcpStream.connect(options.upstream())));
            } catch (IOException | TimeoutException e) {
                throw new ConnectionFailedException(
                        "connect", "upstream " + HostPort.format(options.upstream()), e);
            }
        });
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

    ByteCount toUpstream() {
        return toUpstream;
    }

    ByteCount toClient() {
        return toClient;
    }

    void idleClosed() {
        idleClosed.incrementAndGet();
    }
}
