package io.ringwake.benchmarks.stress;

import io.ringwake.Ringwake;
import io.ringwake.benchmarks.Expect;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import io.ringwake.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** The work of one runtime. Each piece knows what it has to come to. */
final class Round {
    private static final int TREE_DEPTH = 9;
    private static final int NUMBERS = 300;
    private static final int SENDERS = 4;
    private static final int GROUP_MAX = 100;
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final Ringwake runtime;
    private final Random random;

    Round(Ringwake runtime, Random random) {
        this.runtime = runtime;
        this.random = random;
    }

    /** All pieces at once, from this thread and from others; then their results. */
    void run(int pieces) throws Exception {
        List<Piece> started = new ArrayList<>();
        for (int i = 0; i < pieces; i++) {
            started.add(
                    switch (random.nextInt(11)) {
                        case 0 -> spawnTree();
                        case 1 -> handOff();
                        case 2 -> abort();
                        case 3 -> sleep();
                        case 4 -> timeout();
                        case 5 -> group(Groups::joinSet);
                        case 6 -> group(Groups::scope);
                        case 7 -> piece(Groups.failingScope(random.nextInt(20)), 1);
                        case 8 -> group(Groups::localSet);
                        case 9 -> group(Groups::blocking);
                        default -> echo();
                    });
        }
        for (Piece piece : started) {
            Expect.count(piece.expected(), runtime.blockOn(piece.handle()));
        }
    }

    /** Started work, and what it comes to. */
    private record Piece(JoinHandle<Long> handle, long expected) {}

    private Piece piece(Future<Long> future, long expected) {
        return new Piece(runtime.spawn(future), expected);
    }

    private Piece group(IntFunction<Future<Long>> tasks) {
        int count = 1 + random.nextInt(GROUP_MAX);
        return piece(tasks.apply(count), count);
    }

    /** Tasks that spawn two each and add up: overflow, stealing, and a wake for each join. */
    private Piece spawnTree() {
        return piece(tree(TREE_DEPTH), 1L << TREE_DEPTH);
    }

    private static Future<Long> tree(int depth) {
        if (depth == 0) {
            return Tasks.yieldNow().map(yielded -> 1L);
        }
        return Futures.lazy(() ->
                Futures.join(
                        Tasks.spawn(tree(depth - 1)), Tasks.spawn(tree(depth - 1)), Long::sum));
    }

    private Piece handOff() {
        Handoff handoff = new Handoff();
        for (int i = 0; i < SENDERS; i++) {
            runtime.spawn(handoff.sender(NUMBERS)).detach();
        }
        return piece(handoff.receiver(SENDERS * NUMBERS), SENDERS * (NUMBERS * (NUMBERS + 1L) / 2));
    }

    /** A task that would sleep for ever, aborted from another task. */
    private Piece abort() {
        JoinHandle<Void> victim = runtime.spawn(sleep(FOR_EVER));
        Future<Void> abort =
                cx -> {
                    victim.abort();
                    return Poll.done();
                };
        return piece(Tasks.yieldNow().andThen(yielded -> abort).andThen(done -> ended(victim)), 1);
    }

    private static Future<Long> ended(JoinHandle<Void> victim) {
        return cx -> {
            try {
                return victim.poll(cx).isReady() ? Poll.ready((Long) 0L) : Poll.pending();
            } catch (CancellationException aborted) {
                return Poll.ready((Long) 1L);
            }
        };
    }

    private Piece sleep() {
        return piece(sleep(Duration.ofMillis(random.nextInt(4))).map(slept -> 1L), 1);
    }

    /** Time.sleep() reads the time of the runtime it is called in. */
    static Future<Void> sleep(Duration duration) {
        return Futures.lazy(() -> Time.sleep(duration));
    }

    private Piece timeout() {
        Duration limit = Duration.ofMillis(random.nextInt(3));
        Future<Void> late = Futures.lazy(() -> Time.timeout(limit, Time.sleep(FOR_EVER)));
        return piece(
                cx -> {
                    try {
                        return late.poll(cx).isReady() ? Poll.ready((Long) 0L) : Poll.pending();
                    } catch (TimeoutException expected) {
                        return Poll.ready((Long) 1L);
                    }
                },
                1);
    }

    private Piece echo() {
        int bytes = 1 + random.nextInt(5000);
        return piece(Futures.lazy(() -> Echo.roundTrip(bytes)), bytes);
    }
}
