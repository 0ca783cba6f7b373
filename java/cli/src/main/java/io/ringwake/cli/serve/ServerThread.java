package io.ringwake.cli.serve;

import io.ringwake.Ringwake;
import io.ringwake.cli.BackendOption;
import io.ringwake.cli.console.Log;
import io.ringwake.cli.lifecycle.StopSignal;
import io.ringwake.reactor.Backend;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server with a runtime and a thread of its own. */
public final class ServerThread implements AutoCloseable {
    private static final long START_SECONDS = 10;
    private static final Duration STOP_MARGIN = Duration.ofSeconds(15);

    private final StopSignal stop = new StopSignal();
    private final CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();
    private final Duration stopLimit;
    private final Thread thread;

    private ServerThread(Backend backend, ServerOptions options, Service service, Log log) {
        this.stopLimit = options.grace().plus(STOP_MARGIN);
        Server server = new Server(options, service, stop, log, address::complete);
        this.thread = new Thread(() -> run(backend, server), "ringwake-server");
        this.thread.setDaemon(true);
    }

    /** Starts a server; it listens when this returns. */
    public static ServerThread start(
            Backend backend, ServerOptions options, Service service, Log log)
            throws IOException, InterruptedException {
        ServerThread server = new ServerThread(backend, options, service, log);
        server.thread.start();
        try {
            server.address.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            server.stop.request();
            throw new IOException("the server did not start: " + e.getMessage(), e);
        }
        return server;
    }

    private void run(Backend backend, Server server) {
        try (Ringwake runtime = BackendOption.open(backend)) {
            runtime.blockOn(server.run());
        } catch (Throwable e) {
            // Before it listened: start() tells. Afterwards its clients see their connections
            // break.
            address.completeExceptionally(e);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address.join();
    }

    /** Asks the server to stop; returns at once. */
    public void stop() {
        stop.request();
    }

    /** Asks the server to stop and waits for its end. */
    @Override
    public void close() throws IOException {
        stop();
        try {
            thread.join(stopLimit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IOException("the server did not stop within " + stopLimit);
        }
    }
}
