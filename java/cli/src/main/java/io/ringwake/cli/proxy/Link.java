package io.ringwake.cli.proxy;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.net.TcpStream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A client and its upstream, connected: two relays, and the watch over both. */
final class Link {
    private final ProxyService service;
    private final TcpStream client;
    private final TcpStream upstream;
    private final Relay toUpstream;
    private final Relay toClient;
    private final @Nullable IdleWatch idle;

    Link(ProxyService service, TcpStream client, TcpStream upstream) {
        this.service = service;
        this.client = client;
        this.upstream = upstream;
        End clientEnd = End.client(client);
        End upstreamEnd = End.upstream(upstream);
        this.toUpstream = service.relayToUpstream(clientEnd, upstreamEnd);
        this.toClient = service.relayToClient(upstreamEnd, clientEnd);
        Duration idleTimeout = service.options().idleTimeout();
        this.idle = idleTimeout.isZero() ? null : new IdleWatch(idleTimeout);
    }

    /**
     * Carries bytes as they come, not when they have become many: that is for the ends to decide.
     */
    void sendAtOnce() throws IOException {
        client.options().noDelay(true);
        upstream.options().noDelay(true);
    }

    /** Drives both directions, as either may be why the task was woken; true once all is over. */
    boolean poll(Context cx) throws IOException {
        boolean clientEnded = toUpstream.poll(cx);
        boolean upstreamEnded = toClient.poll(cx);
        if (clientEnded && upstreamEnded) {
            toUpstream.throwWriteFailure();
            toClient.throwWriteFailure();
            return true;
        }
        if (idle != null && idle.isOver(cx, toUpstream.bytes() + toClient.bytes())) {
            service.idleClosed();
            return true;
        }
        return false;
    }

    /** Closes both streams; what was sent and not yet delivered is delivered. */
    Future<?> close() {
        client.close();
        upstream.close();
        toUpstream.release();
        toClient.release();
        if (idle != null) {
            idle.cancel();
        }
        return Futures.join(client.closed(), upstream.closed());
    }

    /** Closes both streams so that both ends see that theirs was cut. */
    Future<?> reset() {
        reset(client);
        reset(upstream);
        return close();
    }

    private static void reset(TcpStream stream) {
        try {
            stream.options().lingerSeconds(0);
        } catch (IOException ignored) {
            // The stream is closed or dead already: there is no one left to see a reset.
        }
    }
}
