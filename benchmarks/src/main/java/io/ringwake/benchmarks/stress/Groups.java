package io.ringwake.benchmarks.stress;

import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.JoinSet;
import io.ringwake.task.LocalSet;
import io.ringwake.task.TaskScope;
import io.ringwake.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Tasks that belong together, so that their ends meet in one place. */
final class Groups {
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private Groups() {}

    /** As many tasks as there are to be, each of which ends with 1 when it has given way once. */
    private static List<Future<Long>> ones(int count) {
        return IntStream.range(0, count)
                .<Future<Long>>mapToObj(i -> Tasks.yieldNow().map(yielded -> 1L))
                .toList();
    }

    private static long sum(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }

    /** Ends with the count: a JoinSet, whose owner waits while workers push ends to it. */
    static Future<Long> joinSet(int count) {
        return Futures.lazy(() -> {
            JoinSet<Long> set = new JoinSet<>();
            set.spawnAll(ones(count));
            return set.joinAll().map(Groups::sum);
        });
    }

    /** Ends with the count: a scope that waits for all its children. */
    static Future<Long> scope(int count) {
        return Futures.lazy(() -> TaskScope.all(ones(count)).map(Groups::sum));
    }

    /** Ends with 1: a child fails, and the others, which would sleep for ever, are cancelled. */
    static Future<Long> failingScope(int count) {
        Future<Long> scope = Futures.lazy(() -> TaskScope.<Long>run(body -> sleepers(body, count)));
        return cx -> {
            try {
                return scope.poll(cx).isReady() ? Poll.ready((Long) 0L) : Poll.pending();
            } catch (Expected failure) {
                return Poll.ready((Long) 1L);
            }
        };
    }

    private static Future<Long> sleepers(TaskScope scope, int count) {
        for (int i = 0; i < count; i++) {
            scope.spawn(Round.sleep(FOR_EVER));
        }
        scope.spawn(
                Tasks.yieldNow()
                        .map(yielded -> {
                            throw new Expected();
                        }));
        return Round.sleep(FOR_EVER).map(slept -> 0L);
    }

    /** What the child fails with. */
    private static final class Expected extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Ends with the count: tasks of a LocalSet that tasks elsewhere wake. */
    static Future<Long> localSet(int count) {
        return Futures.lazy(() -> {
            LocalSet set = new LocalSet();
            List<JoinHandle<Long>> inside =
                    IntStream.range(0, count)
                            .mapToObj(i -> set.spawn(Futures.lazy(Groups::fromElsewhere)))
                            .toList();
            return set.runUntil(allOf(inside)).thenClose(set);
        });
    }

    private static Future<Long> fromElsewhere() {
        return Tasks.spawn(Tasks.yieldNow().map(yielded -> 1L));
    }

    private static Future<Long> allOf(List<JoinHandle<Long>> handles) {
        long[] state = new long[2]; // the next, and the sum
        return cx -> {
            while (state[0] < handles.size()) {
                if (!(handles.get((int) state[0]).poll(cx) instanceof Poll.Ready<Long> one)) {
                    return Poll.pending();
                }
                state[0]++;
                state[1] += one.value();
            }
            return Poll.ready((Long) state[1]);
        };
    }

    /** Ends with the count: calls on blocking threads, each awaited by a task. */
    static Future<Long> blocking(int count) {
        return Futures.lazy(() -> {
            JoinSet<Long> set = new JoinSet<>();
            for (int i = 0; i < count; i++) {
                set.spawnBlocking(() -> 1L);
            }
            return set.joinAll().map(Groups::sum);
        });
    }
}
