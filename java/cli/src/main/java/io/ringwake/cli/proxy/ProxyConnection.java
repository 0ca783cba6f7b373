package io.ringwake.cli.proxy;

import io.ringwake.cli.argument.HostPort;
import io.ringwake.cli.serve.ConnectionFailedException;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.net.TcpStream;
import io.ringwake.time.Time;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The life of one client: first the upstream is connected to, then the {@link Link} is driven until
 * both directions have ended.
 *
 * <p>A connection that is cut in mid-stream (one side reset it, or the grace time is over) is reset
 * on the other side too: were it closed, a cut stream would look like a complete one.
 */
final class ProxyConnection implements Future<Void> {
    private final ProxyService service;
    private final TcpStream client;
    private @Nullable Future<TcpStream> connecting;
    private @Nullable Link link;
    private @Nullable Future<?> closing;
    private @Nullable IOException failure;

    ProxyConnection(ProxyService service, TcpStream client) {
        this.service = service;
        this.client = client;
    }

    @Override
    public Poll<Void> poll(Context cx) throws IOException {
        if (closing == null) {
            closing = carry(cx);
        }
        if (closing == null || !isClosed(closing, cx)) {
            return Poll.pending();
        }
        if (failure != null) {
            throw failure;
        }
        return Poll.done();
    }

    /** Carries what can be carried now; at the end of it, the closing of both streams. */
    private @Nullable Future<?> carry(Context cx) {
        try {
            Link current = link == null ? connect(cx) : link;
            return current != null && current.poll(cx) ? current.close() : null;
        } catch (WriteFailedException e) {
            failure = e; // the other direction was carried to its end
            return link == null ? closeClient() : link.close();
        } catch (IOException e) {
            failure = e;
            return link == null ? closeClient() : link.reset();
        }
    }

    private @Nullable Link connect(Context cx) throws ConnectionFailedException {
        ProxyOptions options = service.options();
        try {
            if (connecting == null) {
                connecting =
                        Time.timeout(
                                options.connectTimeout(), TcpStream.connect(options.upstream()));
            }
            if (connecting.poll(cx) instanceof Poll.Ready<TcpStream> connected) {
                link = new Link(service, client, connected.value());
                link.sendAtOnce();
            }
            return link;
        } catch (Exception e) {
            throw new ConnectionFailedException(
                    "connect", "upstream " + HostPort.format(options.upstream()), e);
        }
    }

    private Future<?> closeClient() {
        client.close();
        return client.closed();
    }

    /** A connection ends when its descriptors are free: the server counts on it. */
    private static boolean isClosed(Future<?> closing, Context cx) {
        try {
            return closing.poll(cx).isReady();
        } catch (Exception e) {
            return true; // the system complained, but the descriptors are gone
        }
    }

    @Override
    public void cancel() {
        if (link != null) {
            link.reset();
            return;
        }
        if (connecting != null) {
            connecting.cancel();
        }
        client.close();
    }
}
