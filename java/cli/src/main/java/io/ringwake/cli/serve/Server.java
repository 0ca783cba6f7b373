package io.ringwake.cli.serve;

import io.ringwake.cli.Failures;
import io.ringwake.cli.argument.HostPort;
import io.ringwake.cli.console.Log;
import io.ringwake.cli.console.Quantity;
import io.ringwake.cli.lifecycle.StopSignal;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.net.ListenOptions;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.time.Sleep;
import io.ringwake.time.Time;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections and runs a task for each, until it is asked to stop; then lets them end
 * within the grace time, cancels the rest, and is ready when none is left.
 *
 * <pre>
 *   START -> ACCEPTING   first poll: the listener is bound
 *   ACCEPTING -> DRAINING  stop requested: the listener is closed, the grace time begins
 *   DRAINING -> CANCELLING grace time over: every task is aborted
 *   DRAINING, CANCELLING -> END  no connection left
 * </pre>
 */
public final class Server implements Future<Void> {
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

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
    private final Counts counts = new Counts();
    private final Set<ConnectionTask> active = new HashSet<>();
    private final int descriptorsRoom;

    private Stage stage = Stage.START;
    private @Nullable Waker waker;
    private @Nullable TcpListener listener;
    private @Nullable Future<TcpStream> accepting;
    private @Nullable Sleep acceptPause;
    private @Nullable Sleep statsTimer;
    private @Nullable Sleep graceTimer;
    private long shortages;

    /**
     * A server that binds when it is first polled.
     *
     * @param onListening told the address once the listener is bound
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
        this.descriptorsRoom = DescriptorRoom.connections(service.descriptorsPerConnection());
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
        waker = cx.waker();
        if (stage == Stage.START) {
            listen();
        }
        pollStats(cx);
        tellShortages(requireListener());
        if (stage == Stage.ACCEPTING && stop.poll(cx).isReady()) {
            drain();
        }
        if (stage == Stage.ACCEPTING) {
            acceptAll(cx);
            return Poll.pending();
        }
        return pollDrain(cx);
    }

    private void listen() throws IOException {
        ListenOptions listening = ListenOptions.defaults();
        if (descriptorsRoom < options.connectionsMax()) {
            // Descriptors are to be had for connections that are served, not for those that wait.
            listening = listening.withKeptMax(0);
        }
        TcpListener bound = TcpListener.bind(options.listen(), listening);
        listener = bound;
        stage = Stage.ACCEPTING;
        if (!options.statsInterval().isZero()) {
            statsTimer = Time.sleep(options.statsInterval());
        }
        onListening.accept(bound.localAddress());
    }

    // ---- accepting

    private void acceptAll(Context cx) {
        while (hasRoom() && !isPaused(cx)) {
            TcpStream client = pollAccept(cx);
            if (client == null) {
                return;
            }
            accepted(client);
        }
    }

    /**
     * Whether the limit on descriptors allows one more connection. If not, clients wait in the
     * kernel's backlog until a connection ends: they are not lost, as they would be if the upstream
     * connection found no descriptor.
     */
    private boolean hasRoom() {
        if (active.size() < descriptorsRoom) {
            return true;
        }
        log.trouble(
                "descriptors",
                "limit of open files reached with %d connections; new ones wait (raise ulimit -n)"
                        .formatted(active.size()));
        return false;
    }

    /** The listener goes on by itself after a shortage; it only counts them. */
    private void tellShortages(TcpListener from) {
        long now = from.acceptBackoffs();
        if (now > shortages) {
            shortages = now;
            log.trouble(
                    "shortage",
                    "cannot accept for want of descriptors or memory (raise ulimit -n); new"
                            + " connections wait");
        }
    }

    private boolean isPaused(Context cx) {
        if (acceptPause == null) {
            return false;
        }
        if (!acceptPause.poll(cx).isReady()) {
            return true;
        }
        acceptPause = null;
        return false;
    }

    /** The next client, or null if there is none now; a failure only pauses the accepting. */
    private @Nullable TcpStream pollAccept(Context cx) {
        if (accepting == null) {
            accepting = requireListener().accept();
        }
        try {
            if (accepting.poll(cx) instanceof Poll.Ready<TcpStream> ready) {
                accepting = null;
                return ready.value();
            }
        } catch (Exception e) {
            accepting = null;
            acceptPause = Time.sleep(ACCEPT_PAUSE);
            acceptPause.poll(cx);
            log.trouble("accept", "cannot accept: " + Failures.describe(e));
        }
        return null;
    }

    private void accepted(TcpStream client) {
        counts.total++;
        if (active.size() >= options.connectionsMax()) {
            counts.refused++;
            log.trouble(
                    "refused",
                    "refused %s: --max-connections=%d reached"
                            .formatted(
                                    HostPort.format(client.remoteAddress()),
                                    options.connectionsMax()));
            client.close();
            return;
        }
        ConnectionTask task = new ConnectionTask(this, service.connection(client));
        active.add(task);
        task.start();
    }

    void connectionEnded(ConnectionTask task, @Nullable Exception failure) {
        active.remove(task);
        if (failure != null) {
            counts.failed++;
            log.trouble(ConnectionFailedException.kindOf(failure), Failures.describe(failure));
        }
        if (waker != null) {
            waker.wake(); // room for one more, or the last one that a drain waited for
        }
    }

    // ---- ending

    private void drain() {
        stage = Stage.DRAINING;
        if (accepting != null) {
            accepting.cancel();
            accepting = null;
        }
        requireListener().close();
        graceTimer = Time.sleep(options.grace());
        if (!active.isEmpty()) {
            log.news("stopping: %d connections have %s to end".formatted(active.size(), grace()));
        }
    }

    private Poll<Void> pollDrain(Context cx) {
        if (stage == Stage.DRAINING
                && !active.isEmpty()
                && graceTimer != null
                && graceTimer.poll(cx).isReady()) {
            stage = Stage.CANCELLING;
            log.news(
                    "stopping: cancelling %d connections after %s"
                            .formatted(active.size(), grace()));
            List.copyOf(active).forEach(ConnectionTask::abort);
        }
        if (!active.isEmpty()) {
            return Poll.pending();
        }
        log.flushHeld();
        log.news("stopped: " + counts.line(0, service.status()));
        return Poll.done();
    }

    @Override
    public void cancel() {
        if (listener != null) {
            listener.close();
        }
        List.copyOf(active).forEach(ConnectionTask::abort);
    }

    // ---- telling

    private void pollStats(Context cx) {
        if (statsTimer != null && statsTimer.poll(cx).isReady()) {
            log.flushHeld();
            log.news(counts.line(active.size(), service.status()));
            statsTimer.reset(options.statsInterval());
            statsTimer.poll(cx);
        }
    }

    private String grace() {
        return Quantity.nanos(options.grace().toNanos());
    }

    private TcpListener requireListener() {
        if (listener == null) {
            throw new IllegalStateException("stage=" + stage + ", allowed: after the first poll");
        }
        return listener;
    }
}
