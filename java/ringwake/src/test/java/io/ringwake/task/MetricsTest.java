package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Futures;
import io.ringwake.scheduler.SchedulerMetrics;
import io.ringwake.scheduler.WorkerMetrics;
import io.ringwake.time.Time;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the snapshot counts. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class MetricsTest {
    private final Flavour flavour;
    private Ringwake rt;

    MetricsTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    @BeforeEach
    void open() {
        rt = flavour.builder().maxBlockingThreads(1).build();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    @Test
    void tasksAreCountedWhenTheyAreSpawnedAndWhileTheyLive() throws Exception {
        rt.blockOn(Futures.done());
        OneShot<Integer> message = new OneShot<>();
        JoinHandle<Integer> waiting = rt.spawn(message);
        awaitLiveTasks(1);
        SchedulerMetrics before = rt.metrics();
        assertEquals(2, before.spawnedTasks());
        message.send(1);
        rt.blockOn(waiting);
        awaitLiveTasks(0);
        SchedulerMetrics after = rt.metrics();
        assertEquals(3, after.spawnedTasks());
        assertTrue(after.polls() > before.polls());
    }

    @Test
    void waitsAreCountedAndTimed() throws Exception {
        do { // on a busy machine a deadline may pass before the wait
            rt.blockOn(Futures.lazy(() -> Time.sleep(Duration.ofMillis(5))));
        } while (parkedNanos() < TimeUnit.MILLISECONDS.toNanos(1));
        SchedulerMetrics metrics = rt.metrics();
        assertTrue(metrics.parks() > 0);
        assertTrue(metrics.turns() >= metrics.parks());
    }

    /** A task is taken off the count just after it is seen to have ended. */
    private void awaitLiveTasks(int count) {
        while (rt.metrics().liveTasks() != count) {
            Thread.onSpinWait();
        }
    }

    private long parkedNanos() {
        return rt.metrics().workers().stream().mapToLong(WorkerMetrics::parkedNanos).sum();
    }

    @Test
    void aWaitCountsWhileItLasts() {
        assumeTrue(flavour.isMultiThread());
        WorkerMetrics before;
        WorkerMetrics after;
        do {
            before = rt.metrics().workers().get(0);
            after = rt.metrics().workers().get(0);
        } while (after.parks() != before.parks() || after.parkedNanos() <= before.parkedNanos());
    }

    @Test
    void theMeanPollTimeIsKnownAfterSomePolls() throws Exception {
        for (int i = 0; i < 100; i++) {
            rt.blockOn(Tasks.yieldNow());
        }
        assertTrue(rt.metrics().workers().stream().anyMatch(worker -> worker.meanPollNanos() > 0));
    }

    @Test
    void anUnparkByAnotherThreadIsCounted() throws Exception {
        OneShot<Integer> message = new OneShot<>();
        Thread sender =
                new Thread(() -> {
                    while (rt.metrics().parks() < 3) {
                        rt.handle().spawn(Futures.done());
                    }
                    message.send(1);
                });
        sender.start();
        rt.blockOn(message);
        sender.join();
        assertTrue(rt.metrics().workers().stream().anyMatch(worker -> worker.unparks() > 0));
    }

    @Test
    void blockingThreadsAndTheirQueueAreShown() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        JoinHandle<Boolean> running =
                rt.spawnBlocking(() -> {
                    begun.countDown();
                    return gate.await(30, TimeUnit.SECONDS);
                });
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        JoinHandle<Integer> waiting = rt.spawnBlocking(() -> 1);
        assertEquals(1, rt.metrics().blocking().threads());
        assertEquals(0, rt.metrics().blocking().idleThreads());
        assertEquals(1, rt.metrics().blocking().queued());
        gate.countDown();
        running.join();
        waiting.join();
        assertEquals(0, rt.metrics().blocking().queued());
    }

    @Test
    void theRingIsCounted() throws Exception {
        rt.blockOn(Futures.lazy(() -> Time.sleep(Duration.ofMillis(2))));
        assertEquals(flavour.hasIo(), rt.metrics().ringCrossings() > 0);
    }
}
