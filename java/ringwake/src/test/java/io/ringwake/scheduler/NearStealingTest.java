package io.ringwake.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker robs those of its own node empty before it looks at another node. */
@Timeout(60)
final class NearStealingTest {
    private static final int JOBS = 8;
    private static final int THIEF = 1;
    private static final int FAR = 2;

    private final CountDownLatch pushed = new CountDownLatch(2);
    private final CountDownLatch stolen = new CountDownLatch(2 * JOBS);
    private final List<Integer> order = Collections.synchronizedList(new ArrayList<>());

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Fills its queue and keeps its worker until that is stolen empty. */
    private Job victim(Scheduler scheduler, int worker) {
        return new StepJob(
                worker,
                () -> {
                    for (int i = 0; i < JOBS; i++) {
                        scheduler.schedule(new StepJob(StepJob.ANY, () -> ran(worker)));
                    }
                    pushed.countDown();
                    await(stolen);
                });
    }

    private void ran(int origin) {
        order.add(origin);
        stolen.countDown();
    }

    @Test
    void theNearerQueueIsEmptiedFirst() {
        SchedulerConfig config =
                SchedulerConfig.builder(worker -> new ThreadDriver())
                        .workers(3)
                        .lifoSlot(false)
                        .group(worker -> worker == FAR ? 1 : 0)
                        .stealTiers(worker ->
                                worker == FAR
                                        ? new int[][] {{0, THIEF}}
                                        : new int[][] {{THIEF - worker}, {FAR}})
                        .build();
        MultiThreadScheduler scheduler = MultiThreadScheduler.start(config);
        try {
            scheduler.schedule(new StepJob(THIEF, () -> await(pushed)));
            scheduler.schedule(victim(scheduler, 0));
            scheduler.schedule(victim(scheduler, FAR));
            await(stolen);
        } finally {
            scheduler.close();
        }
        List<Integer> expected = new ArrayList<>(Collections.nCopies(JOBS, 0));
        expected.addAll(Collections.nCopies(JOBS, FAR));
        assertEquals(expected, order);
    }
}
