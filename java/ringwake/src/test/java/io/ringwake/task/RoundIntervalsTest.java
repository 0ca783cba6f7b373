package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a busy worker looks at the reactor and at other threads' tasks. */
@Timeout(60)
final class RoundIntervalsTest {
    private static final int POLLS = 1_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 61})
    void theReactorHasATurnAfterSoManyTasks(int interval) throws Exception {
        Ringwake rt = Flavour.WITHOUT_IO.builder().eventInterval(interval).build();
        try (rt) {
            rt.blockOn(selfWaking());
            long turns = rt.metrics().turns();
            assertTrue(turns >= POLLS / interval - 1, () -> turns + " turns");
            assertTrue(turns <= POLLS / interval + 2, () -> turns + " turns");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40})
    void tasksOfOtherThreadsComeAfterSoManyTasks(int interval) throws Exception {
        Ringwake rt = Flavour.WITHOUT_IO.builder().injectorInterval(interval).build();
        try (rt) {
            int[] polls = {0};
            int[] seenAt = {0};
            rt.blockOn(cx -> {
                if (++polls[0] == 1) {
                    spawnFromAnotherThread(rt, () -> seenAt[0] = polls[0]);
                }
                if (seenAt[0] > 0 || polls[0] > POLLS) {
                    return Poll.done();
                }
                cx.waker().wake();
                return Poll.pending();
            });
            assertTrue(seenAt[0] > 0 && seenAt[0] <= interval + 1, () -> "poll " + seenAt[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 50})
    void tasksOfOtherThreadsTakeTurnsWithThoseOfTheWorker(int interval) throws Exception {
        Ringwake rt =
                Ringwake.multiThread().workers(1).withoutIo().injectorInterval(interval).build();
        try (rt) {
            int[] polls = {0};
            int[] others = {0};
            int[] othersInARowMax = {0};
            int[] seen = {0};
            rt.blockOn(cx -> {
                if (++polls[0] == 1) {
                    for (int i = 0; i < POLLS; i++) {
                        spawnFromAnotherThread(rt, () -> others[0]++);
                    }
                }
                othersInARowMax[0] = Math.max(othersInARowMax[0], others[0] - seen[0]);
                seen[0] = others[0];
                if (others[0] == POLLS) {
                    return Poll.done();
                }
                cx.waker().wake();
                return Poll.pending();
            });
            assertTrue(polls[0] <= POLLS, () -> polls[0] + " polls for as many tasks of others");
            assertTrue(othersInARowMax[0] <= 2 * interval, () -> othersInARowMax[0] + " in a row");
        }
    }

    private static void spawnFromAnotherThread(Ringwake rt, Runnable action)
            throws InterruptedException {
        Future<Void> future =
                cx -> {
                    action.run();
                    return Poll.done();
                };
        Thread other = new Thread(() -> rt.handle().spawn(future));
        other.start();
        other.join();
    }

    /** Is polled again at once, so many times. */
    private static Future<Void> selfWaking() {
        int[] polls = {0};
        return cx -> {
            if (++polls[0] > POLLS) {
                return Poll.done();
            }
            cx.waker().wake();
            return Poll.pending();
        };
    }
}
