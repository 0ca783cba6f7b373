package io.ringwake.cli.load;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.cli.CommandFailedException;
import io.ringwake.cli.Failures;
import io.ringwake.cli.argument.HostPort;
import io.ringwake.cli.console.Log;
import io.ringwake.cli.console.Quantity;
import io.ringwake.cli.lifecycle.StopSignal;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.net.TcpStream;
import io.ringwake.task.JoinSet;
import io.ringwake.task.TaskEnd;
import io.ringwake.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A load test from the first connection to the result: connects; sends until the duration is over
 * or a stop is requested; lets what is under way come back.
 */
public final class LoadRun {
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(1);
    private static final Duration FINISH_LIMIT = Duration.ofSeconds(5);

    private final LoadOptions options;
    private final StopSignal stop;
    private final Log log;
    private final LoadStats stats = new LoadStats();
    private final Pattern pattern = new Pattern();
    private boolean sending;
    private long sendingSinceNanos;
    private long sentForNanos;
    private long messagesInTime;

    /** A test that has yet to be run; a requested stop ends its sending early. */
    public LoadRun(LoadOptions options, StopSignal stop, Log log) {
        this.options = options;
        this.stop = stop;
        this.log = log;
    }

    /** Returns the whole test; it begins when it is first polled. */
    public Future<LoadResult> run() {
        return async(() -> {
            List<TcpStream> streams = await(connect());
            try (JoinSet<Void> connections = new JoinSet<>()) {
                startSending(streams, connections);
                await(
                        Futures.race(
                                List.of(
                                        takeEnds(connections),
                                        keepTime(connections),
                                        tellProgress(connections))));
            }
            finishSending();
            log.flushHeld();
            return new LoadResult(options, stats, sentForNanos, messagesInTime);
        });
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
        return sending;
    }

    // ---- connecting

    private Future<List<TcpStream>> connect() {
        return async(() -> {
            Connector connector = new Connector(options.target());
            List<TcpStream> streams = await(connector.connect(options.connections()));
            stats.connected = streams.size();
            stats.unconnected = options.connections() - streams.size();
            connector.firstFailure().ifPresent(this::tellUnconnected);
            return streams;
        });
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

    // ---- sending

    private void startSending(List<TcpStream> streams, JoinSet<Void> connections)
            throws IOException {
        sending = true;
        sendingSinceNanos = System.nanoTime();
        for (TcpStream stream : streams) {
            stream.options().noDelay(true);
            connections.spawn(new LoadConnection(this, stream, connections.size()).run());
        }
    }

    private void finishSending() {
        if (sending) {
            sending = false;
            sentForNanos = System.nanoTime() - sendingSinceNanos;
            messagesInTime = stats.messages;
        }
    }

    /** Ends with the last connection. */
    private Future<Void> takeEnds(JoinSet<Void> connections) {
        return async(() -> {
            while (!connections.isEmpty()) {
                take(await(connections.joinNext()).orElseThrow());
            }
            return null;
        });
    }

    private void take(TaskEnd<Void> connection) {
        try {
            connection.get();
        } catch (Exception e) {
            stats.broken++;
            log.trouble("broken", "connection broke: " + Failures.describe(e));
        }
    }

    /** Ends when no answer is waited for any more. */
    private Future<Void> keepTime(JoinSet<Void> connections) {
        return async(() -> {
            await(Futures.race(stop, Time.sleep(options.duration())));
            finishSending();
            await(Time.sleep(FINISH_LIMIT));
            stats.broken += connections.size();
            log.trouble(
                    "unanswered",
                    "%d connections got no answer within %s"
                            .formatted(connections.size(), Quantity.nanos(FINISH_LIMIT.toNanos())));
            return null;
        });
    }

    private Future<Void> tellProgress(JoinSet<Void> connections) {
        return async(() -> {
            long told = 0;
            while (true) {
                await(Time.sleep(PROGRESS_INTERVAL));
                log.flushHeld();
                log.news(progress(connections.size(), stats.messages - told));
                told = stats.messages;
            }
        });
    }

    private String progress(int connections, long messages) {
        return "%d s: %d connections, %s messages/s, p99 %s, broken %d, bytes that differed %d"
                .formatted(
                        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - sendingSinceNanos),
                        connections,
                        Quantity.count(messages),
                        Quantity.nanos(stats.latencyNanos.getValueAtPercentile(99)),
                        stats.broken,
                        stats.differences);
    }
}
