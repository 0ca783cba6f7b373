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

    ProxyConnection(ProxyService service, TcpStream client) {
        this.service = service;
        this.client = client;
    }

    @Override
    public Poll<Void> poll(Context cx) throws IOException {
        Link current = link == null ? pollConnect(cx) : link;
        if (current == null) {
            return Poll.pending();
        }
        try {
            if (!current.poll(cx)) {
                return Poll.pending();
            }
        } catch (WriteFailedException e) {
            current.close(); // the other direction was carried to its end
            throw e;
        } catch (Throwable e) {
            current.reset();
            throw e;
        }
        current.close();
        return Poll.done();
    }

    private @Nullable Link pollConnect(Context cx) throws IOException {
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
            cancel();
            throw new ConnectionFailedException(
                    "connect", "upstream " + HostPort.format(options.upstream()), e);
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
