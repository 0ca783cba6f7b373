package io.ringwake.cli.serve;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.cli.console.Log;
import io.ringwake.cli.console.Quantity;
import io.ringwake.cli.lifecycle.StopSignal;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.net.ListenOptions;
import io.ringwake.net.TcpListener;
import io.ringwake.net.WorkerListeners;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import io.ringwake.time.Time;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Listens, has an {@link Acceptor} start a task for each connection, until it is asked to stop;
 * then lets them end within the grace time, cancels the rest, and ends when none is left.
 */
public final class Server {
    private final ServerOptions options;
    private final Service service;
    private final StopSignal stop;
    private final Log log;
    private final Consumer<InetSocketAddress> onListening;

    /**
     * A server that has yet to be run.
     *
     * @param onListening told the address once it listens
     */
    public Server(
            ServerOptions options,
            Service service,
            StopSignal stop,
            Log log,
            Consumer<InetSocketAddress> onListening) {
        this.options = options;
        this.service = service;
        this.stop = stop;
        this.log = log;
        this.onListening = onListening;
    }

    /** Returns the life of the server, from its first poll to the end of its last connection. */
    public Future<Void> run() {
        Connections connections = new Connections(service, options.connectionsMax(), log);
        return options.statsInterval().isZero()
                ? serve(connections)
                : Futures.race(serve(connections), tellCounts(connections));
    }

    private Future<Void> serve(Connections connections) {
        return async(() -> {
            try {
                List<JoinHandle<Void>> acceptors;
                try (Listening listening = listen(connections)) {
                    acceptors = listening.acceptors();
                    onListening.accept(listening.address());
                    await(stop);
                    tellStopping(connections.drain());
                }
                for (JoinHandle<Void> acceptor : acceptors) {
                    await(acceptor);
                }
                await(endWithinGrace(connections));
            } finally {
                connections.abort();
            }
            log.flushHeld();
            log.news("stopped: " + connections.line());
            return null;
        });
    }

    private Future<Void> endWithinGrace(Connections connections) {
        return async(() -> {
            try {
                await(Time.timeout(options.grace(), connections.end()));
            } catch (TimeoutException e) {
                int cancelled = connections.abort();
                log.news(
                        "stopping: cancelling %d connections after %s"
                                .formatted(cancelled, grace()));
                await(connections.end());
            }
            return null;
        });
    }

    // ---- listening

    private record Listening(
            Runnable ending, InetSocketAddress address, List<JoinHandle<Void>> acceptors)
            implements AutoCloseable {
        @Override
        public void close() {
            ending.run();
        }
    }

    private Listening listen(Connections connections) throws IOException {
        ListenOptions wanted = ListenOptions.defaults();
        if (connections.mayLackDescriptors()) {
            // Descriptors are to be had for connections that are served, not for those that wait.
            wanted = wanted.withKeptMax(0);
        }
        if (options.perWorkerListeners()) {
            WorkerListeners listeners = WorkerListeners.bind(options.listen(), wanted);
            return new Listening(
                    listeners::close,
                    listeners.localAddress(),
                    listeners.spawnEach(each -> new Acceptor(each, connections, log).run()));
        }
        TcpListener listener = TcpListener.bind(options.listen(), wanted);
        return new Listening(
                listener::close,
                listener.localAddress(),
                List.of(Tasks.spawn(new Acceptor(listener, connections, log).run())));
    }

    // ---- telling

    private Future<Void> tellCounts(Connections connections) {
        return async(() -> {
            while (true) {
                await(Time.sleep(options.statsInterval()));
                log.flushHeld();
                log.news(connections.line());
            }
        });
    }

    private void tellStopping(int active) {
        if (active > 0) {
            log.news("stopping: %d connections have %s to end".formatted(active, grace()));
        }
    }

    private String grace() {
        return Quantity.nanos(options.grace().toNanos());
    }
}
