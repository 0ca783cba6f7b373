package io.ringwake.cli.proxy;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.cli.serve.ConnectionFailedException;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.io.Buf;
import io.ringwake.net.TcpStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A client and its upstream, connected: a relay in each direction, and the watch over both.
 *
 * <p>A connection that is cut in mid-stream (one side reset it, or the grace time is over) is reset
 * on the other side too: were it closed, a cut stream would look like a complete one.
 */
final class Link {
    private final ProxyService service;
    private final TcpStream client;
    private final TcpStream upstream;
    private final IdleWatch idle;
    private @Nullable WriteFailedException writeFailure;

    Link(ProxyService service, TcpStream client, TcpStream upstream) {
        this.service = service;
        this.client = client;
        this.upstream = upstream;
        this.idle = new IdleWatch(service.options().idleTimeout());
    }

    /** Carries both directions to their ends, and closes both streams. */
    Future<Void> run() {
        return async(() -> {
            try {
                sendAtOnce();
                await(idle.isLimited() ? Futures.race(carry(), idleEnd()) : carry());
            } catch (Exception e) {
                reset(client);
                reset(upstream);
                throw e;
            } finally {
                client.close();
                upstream.close();
                await(upstream.closed()); // the server sees to the client
            }
            if (writeFailure != null) {
                throw writeFailure;
            }
            return null;
        });
    }

    /**
     * Carries bytes as they come, not when they have become many: that is for the ends to decide.
     */
    private void sendAtOnce() throws IOException {
        client.options().noDelay(true);
        upstream.options().noDelay(true);
    }

    private Future<Void> idleEnd() {
        return async(() -> {
            await(idle.over());
            service.idleClosed();
            return null;
        });
    }

    private Future<Void> carry() {
        End clientEnd = End.client(client);
        End upstreamEnd = End.upstream(upstream);
        return async(() -> {
            await(
                    Futures.join(
                            relay(clientEnd, upstreamEnd, service.toUpstream()),
                            relay(upstreamEnd, clientEnd, service.toClient())));
            return null;
        });
    }

    /** One direction; the end of the one's output becomes the end of the other's input. */
    private Future<Void> relay(End from, End to, ByteCount total) {
        return async(() -> {
            try (Buf buffer = Buf.allocate(service.options().bufferBytes())) {
                while (true) {
                    int count = await(from.stream().read(buffer.clear()));
                    try {
                        if (count < 0) {
                            return await(to.stream().shutdownOutput());
                        }
                        await(to.stream().writeAll(buffer.flip()));
                    } catch (IOException e) {
                        writeFailure = new WriteFailedException(to.name(), e);
                        return null; // the other direction is still carried to its end
                    }
                    total.add(count);
                    idle.moved();
                }
            } catch (IOException e) {
                throw new ConnectionFailedException("read", from.name(), e);
            }
        });
    }

    private static void reset(TcpStream stream) {
        try {
            stream.options().lingerSeconds(0);
        } catch (IOException ignored) {
            // The stream is closed or dead already: there is no one left to see a reset.
        }
    }
}
