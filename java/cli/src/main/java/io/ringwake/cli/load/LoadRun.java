package io.ringwake.cli.load;

import io.ringwake.cli.CommandFailedException;
import io.ringwake.cli.Failures;
import io.ringwake.cli.argument.HostPort;
import io.ringwake.cli.console.Log;
import io.ringwake.cli.console.Quantity;
import io.ringwake.cli.lifecycle.StopSignal;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.net.TcpStream;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import io.ringwake.time.Sleep;
import io.ringwake.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A load test from the first connection to the result.
 *
 * <pre>
 *   CONNECTING -> SENDING    all connections are made, or could not be
 *   SENDING -> FINISHING     the duration is over, or a stop was requested: what is under way may
 *                            come back, nothing new is sent
 *   FINISHING -> END         all connections have ended, or did not within the limit
 * </pre>
 */
public final class LoadRun implements Future<LoadResult> {
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(1);
    private static final Duration FINISH_LIMIT = Duration.ofSeconds(5);

    private enum Stage {
        CONNECTING,
        SENDING,
        FINISHING
    }

    private final LoadOptions options;
    private final StopSignal stop;
    private final Log log;
    private final LoadStats stats = new LoadStats();
    private final Pattern pattern = new Pattern();
    private final Connector connector;
    private final Map<LoadConnection, JoinHandle<Void>> active = new HashMap<>();
    private Stage stage = Stage.CONNECTING;
    private @Nullable Waker waker;
    private @Nullable Sleep deadline;
    private @Nullable Sleep progress;
    private long sendingSinceNanos;
    private long sentForNanos;
    private long messagesInTime;
    private long messagesTold;

    /** A test that begins when it is first polled; a requested stop ends its sending early. */
    public LoadRun(LoadOptions options, StopSignal stop, Log log) {
        this.options = options;
        this.stop = stop;
        this.log = log;
        this.connector = new Connector(options.target(), options.connections());
    }

    @Override
    public Poll<LoadResult> poll(Context cx) throws Exception {
        waker = cx.waker();
        boolean stopping = stop.poll(cx).isReady();
        if (stage == Stage.CONNECTING) {
            if (!(connector.poll(cx) instanceof Poll.Ready<List<TcpStream>> streams)) {
                return Poll.pending();
            }
            startSending(streams.value());
        }
        pollProgress(cx);
        if (stage == Stage.SENDING && (stopping || active.isEmpty() || isDue(cx))) {
            finish();
        }
        if (stage == Stage.FINISHING && !active.isEmpty() && isDue(cx)) {
            giveUp();
        }
        boolean ended = stage == Stage.FINISHING && active.isEmpty();
        return ended ? Poll.ready(result()) : Poll.pending();
    }

    // ---- what the connections see

    LoadOptions options() {
        return options;
    }

    LoadStats stats() {
        return stats;
    }

    Pattern pattern() {
        return pattern;
    }

    boolean isSending() {
        return stage == Stage.SENDING;
    }

    void connectionEnded(LoadConnection connection, @Nullable Exception failure) {
        active.remove(connection);
        if (failure != null) {
            stats.broken++;
            log.trouble("broken", "connection broke: " + Failures.describe(failure));
        }
        if (active.isEmpty() && waker != null) {
            waker.wake();
        }
    }

    // ---- stages

    private void startSending(List<TcpStream> streams) throws IOException {
        stats.connected = streams.size();
        stats.unconnected = options.connections() - streams.size();
        connector.firstFailure().ifPresent(this::tellUnconnected);
        stage = Stage.SENDING;
        sendingSinceNanos = System.nanoTime();
        deadline = Time.sleep(options.duration());
        progress = Time.sleep(PROGRESS_INTERVAL);
        for (TcpStream stream : streams) {
            stream.options().noDelay(true);
            LoadConnection connection = new LoadConnection(this, stream, active.size());
            active.put(connection, Tasks.spawn(connection));
        }
    }

    private void tellUnconnected(Exception failure) {
        String what =
                "cannot connect to %s: %s"
                        .formatted(HostPort.format(options.target()), Failures.describe(failure));
        if (stats.connected == 0) {
            throw new CommandFailedException(what, failure);
        }
        log.trouble("connect", what + " (%d connections)".formatted(stats.unconnected));
    }

    private void finish() {
        stage = Stage.FINISHING;
        sentForNanos = System.nanoTime() - sendingSinceNanos;
        messagesInTime = stats.messages;
        deadline = Time.sleep(FINISH_LIMIT);
    }

    private void giveUp() {
        stats.broken += active.size();
        log.trouble(
                "unanswered",
                "%d connections got no answer within %s"
                        .formatted(active.size(), Quantity.nanos(FINISH_LIMIT.toNanos())));
        active.values().forEach(JoinHandle::abort);
        active.clear();
    }

    private LoadResult result() {
        log.flushHeld();
        return new LoadResult(options, stats, sentForNanos, messagesInTime);
    }

    private boolean isDue(Context cx) {
        return deadline != null && deadline.poll(cx).isReady();
    }

    private void pollProgress(Context cx) {
        if (progress == null || !progress.poll(cx).isReady()) {
            return;
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - sendingSinceNanos);
        log.flushHeld();
        log.news(
                "%d s: %d connections, %s messages/s, p99 %s, broken %d, bytes that differed %d"
                        .formatted(
                                seconds,
                                active.size(),
                                Quantity.count(stats.messages - messagesTold),
                                Quantity.nanos(stats.latencyNanos.getValueAtPercentile(99)),
                                stats.broken,
                                stats.differences));
        messagesTold = stats.messages;
        progress.reset(PROGRESS_INTERVAL);
        progress.poll(cx);
    }
}
