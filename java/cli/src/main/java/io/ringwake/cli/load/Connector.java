package io.ringwake.cli.load;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.future.Future;
import io.ringwake.net.TcpStream;
import io.ringwake.task.JoinSet;
import io.ringwake.task.TaskEnd;
import io.ringwake.time.Time;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes many connections, some at a time, so that they fit the backlog of the service. */
final class Connector {
    private static final int AT_ONCE = 128;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final InetSocketAddress target;
    private final List<TcpStream> streams = new ArrayList<>();
    private @Nullable Exception firstFailure;

    Connector(InetSocketAddress target) {
        this.target = target;
    }

    /** Tries so many; those that were made are the value. */
    Future<List<TcpStream>> connect(int wanted) {
        return async(() -> {
            try (JoinSet<TcpStream> attempts = new JoinSet<>()) {
                for (int begun = 0; begun < wanted; begun++) {
                    if (attempts.size() == AT_ONCE) {
                        take(await(attempts.joinNext()).orElseThrow());
                    }
                    attempts.spawn(Time.timeout(TIMEOUT, TcpStream.connect(target)));
                }
                while (!attempts.isEmpty()) {
                    take(await(attempts.joinNext()).orElseThrow());
                }
            }
            return streams;
        });
    }

    private void take(TaskEnd<TcpStream> attempt) {
        try {
            streams.add(attempt.get());
        } catch (Exception e) {
            firstFailure = firstFailure == null ? e : firstFailure;
        }
    }

    /** Why the first connection that could not be made was not made. */
    Optional<Exception> firstFailure() {
        return Optional.ofNullable(firstFailure);
    }
}
