package io.ringwake.cli.serve;

import io.ringwake.cli.console.Log;
import io.ringwake.cli.console.Quantity;
import io.ringwake.cli.lifecycle.StopSignal;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.net.ListenOptions;
import io.ringwake.net.TcpListener;
import io.ringwake.net.WorkerListeners;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import io.ringwake.time.Sleep;
import io.ringwake.time.Time;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listens, has an {@link Acceptor} run a task for each connection, until it is asked to stop; then
 * lets them end within the grace time, cancels the rest, and is ready when none is left.
 *
 * <pre>
 *   START -> ACCEPTING   first poll: the listeners are bound
 *   ACCEPTING -> DRAINING  stop requested: they are closed, the grace time begins
 *   DRAINING -> CANCELLING grace time over: every task is aborted
 *   DRAINING, CANCELLING -> END  no acceptor and no connection left
 * </pre>
 */
public final class Server implements Future<Void> {
    private enum Stage {
        START,
        ACCEPTING,
        DRAINING,
        CANCELLING
    }

    private final ServerOptions options;
    private final Service service;
    private final StopSignal stop;
    private final Log log;
    private final Consumer<InetSocketAddress> onListening;
    private final Connections connections;
    private final List<JoinHandle<Void>> acceptors = new ArrayList<>();

    private Stage stage = Stage.START;
    private @Nullable AutoCloseable listening;
    private @Nullable Sleep statsTimer;
    private @Nullable Sleep graceTimer;

    /**
     * A server that binds when it is first polled.
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
        this.connections = new Connections(options.connectionsMax(), log);
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
        if (stage == Stage.START) {
            listen();
        }
        pollStats(cx);
        if (stage == Stage.ACCEPTING && stop.poll(cx).isReady()) {
            drain();
        }
        return stage == Stage.ACCEPTING ? Poll.pending() : pollDrain(cx);
    }

    private void listen() throws IOException {
        ListenOptions wanted = ListenOptions.defaults();
        if (connections.limitTo(DescriptorRoom.connections(service.descriptorsPerConnection()))) {
            // Descriptors are to be had for connections that are served, not for those that wait.
            wanted = wanted.withKeptMax(0);
        }
        InetSocketAddress address =
                options.perWorkerListeners() ? listenOnEachWorker(wanted) : listenOnce(wanted);
        stage = Stage.ACCEPTING;
        if (!options.statsInterval().isZero()) {
            statsTimer = Time.sleep(options.statsInterval());
        }
        onListening.accept(address);
    }

    private InetSocketAddress listenOnce(ListenOptions wanted) throws IOException {
        TcpListener listener = TcpListener.bind(options.listen(), wanted);
        listening = listener;
        acceptors.add(Tasks.spawn(acceptor(listener)));
        return listener.localAddress();
    }

    private InetSocketAddress listenOnEachWorker(ListenOptions wanted) throws IOException {
        WorkerListeners listeners = WorkerListeners.bind(options.listen(), wanted);
        listening = listeners;
        acceptors.addAll(listeners.spawnEach(this::acceptor));
        return listeners.localAddress();
    }

    private Future<Void> acceptor(TcpListener listener) {
        return new Acceptor(listener, service, connections, log);
    }

    // ---- ending

    private void drain() throws Exception {
        stage = Stage.DRAINING;
        int active = connections.drain(); // first, so that acceptors know why they are ended
        closeListeners();
        graceTimer = Time.sleep(options.grace());
        if (active > 0) {
            log.news("stopping: %d connections have %s to end".formatted(active, grace()));
        }
    }

    private void closeListeners() throws Exception {
        if (listening != null) {
            listening.close();
        }
    }

    private Poll<Void> pollDrain(Context cx) throws Exception {
        while (!acceptors.isEmpty()) {
            if (!acceptors.get(0).poll(cx).isReady()) {
                return Poll.pending();
            }
            acceptors.remove(0);
        }
        if (connections.isEmpty(cx.waker())) {
            log.flushHeld();
            log.news("stopped: " + connections.line(service.status()));
            return Poll.done();
        }
        if (stage == Stage.DRAINING && graceTimer != null && graceTimer.poll(cx).isReady()) {
            stage = Stage.CANCELLING;
            List<ConnectionTask> left = connections.active();
            log.news(
                    "stopping: cancelling %d connections after %s".formatted(left.size(), grace()));
            left.forEach(ConnectionTask::abort);
        }
        return Poll.pending();
    }

    @Override
    public void cancel() {
        connections.drain();
        try {
            closeListeners();
        } catch (Exception e) {
            log.trouble("close", String.valueOf(e.getMessage()));
        }
        connections.active().forEach(ConnectionTask::abort);
    }

    // ---- telling

    private void pollStats(Context cx) {
        if (statsTimer != null && statsTimer.poll(cx).isReady()) {
            log.flushHeld();
            log.news(connections.line(service.status()));
            statsTimer.reset(options.statsInterval());
            statsTimer.poll(cx);
        }
    }

    private String grace() {
        return Quantity.nanos(options.grace().toNanos());
    }
}
