package io.ringwake.blocking;

import static io.ringwake.blocking.RecordedWork.End.CALLED_OFF;
import static io.ringwake.blocking.RecordedWork.End.DONE;
import static io.ringwake.blocking.RecordedWork.End.REFUSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of work that the pool has accepted, and of its threads. */
@Timeout(60)
final class BlockingPoolTest {
    private static final long FOREVER = TimeUnit.HOURS.toNanos(1);
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(1);

    private final ScriptedThreads threads = new ScriptedThreads();
    private final CountDownLatch gate = new CountDownLatch(1);
    private BlockingPool pool = new BlockingPool(2, FOREVER, threads);

    @AfterEach
    void noThreadIsLeft() {
        gate.countDown();
        pool.close();
        assertEquals(0, pool.awaitEnd(TimeUnit.SECONDS.toNanos(30)));
        assertEquals(0, pool.metrics().threads());
    }

    @Test
    void workIsDoneOnAThreadOfThePool() throws Exception {
        List<Thread> ran = new ArrayList<>();
        RecordedWork work = new RecordedWork(() -> ran.add(Thread.currentThread()));
        assertTrue(pool.execute(work));
        assertEquals(DONE, work.await());
        assertEquals(List.copyOf(threads.threads), ran);
    }

    @Test
    void anIdleThreadIsTakenBeforeANewOneIsMade() throws Exception {
        for (int i = 0; i < 100; i++) {
            RecordedWork work = new RecordedWork();
            pool.execute(work);
            work.await();
            awaitIdle(1);
        }
        assertEquals(1, threads.started.get());
    }

    @Test
    void thereAreNeverMoreThreadsThanAllowedAndTheRestWaits() throws Exception {
        List<RecordedWork> all = executeBlocked(5);
        assertEquals(2, pool.metrics().threads());
        assertEquals(3, pool.metrics().queued());
        gate.countDown();
        for (RecordedWork work : all) {
            assertEquals(DONE, work.await());
        }
        assertEquals(2, threads.insideMost.get());
    }

    @Test
    void aThreadWithoutWorkEndsAfterTheKeepAlive() throws Exception {
        pool = new BlockingPool(2, SOON, threads);
        RecordedWork work = new RecordedWork();
        pool.execute(work);
        work.await();
        joinAll();
        assertEquals(0, pool.metrics().threads());
        RecordedWork later = new RecordedWork();
        pool.execute(later);
        assertEquals(DONE, later.await());
    }

    @Test
    void withoutAnyThreadTheWorkIsRefused() throws Exception {
        threads.refusals.set(1);
        RecordedWork work = new RecordedWork();
        assertTrue(pool.execute(work));
        assertEquals(REFUSED, work.await());
        assertEquals(0, pool.metrics().threads());
        RecordedWork next = new RecordedWork();
        pool.execute(next);
        assertEquals(DONE, next.await());
    }

    @Test
    void whatCannotGetAThreadOfItsOwnIsDoneByTheOthers() throws Exception {
        RecordedWork first = executeBlocked(1).get(0);
        threads.refusals.set(Integer.MAX_VALUE);
        RecordedWork second = new RecordedWork();
        assertTrue(pool.execute(second));
        assertFalse(second.hasEnded());
        gate.countDown();
        assertEquals(DONE, first.await());
        assertEquals(DONE, second.await());
        assertEquals(1, threads.started.get());
    }

    @Test
    void closingCallsOffWhatWaitsAndLetsTheRestGoOn() throws Exception {
        List<RecordedWork> all = executeBlocked(3);
        pool.close();
        assertEquals(CALLED_OFF, all.get(2).await());
        assertEquals(2, pool.awaitEnd(SOON));
        assertFalse(pool.execute(new RecordedWork()));
        gate.countDown();
        assertEquals(DONE, all.get(0).await());
        assertEquals(DONE, all.get(1).await());
    }

    @Test
    void aThreadOfThePoolDoesNotWaitForItself() throws Exception {
        RecordedWork work =
                new RecordedWork(() -> {
                    pool.close();
                    assertEquals(0, pool.awaitEnd(FOREVER));
                });
        pool.execute(work);
        assertEquals(DONE, work.await());
    }

    @Test
    void anInterruptDoesNotReachTheNextWork() throws Exception {
        pool = new BlockingPool(1, FOREVER, threads);
        RecordedWork first = new RecordedWork(() -> Thread.currentThread().interrupt());
        boolean[] seen = {true};
        RecordedWork second =
                new RecordedWork(() -> seen[0] = Thread.currentThread().isInterrupted());
        pool.execute(first);
        first.await();
        pool.execute(second);
        assertEquals(DONE, second.await());
        assertFalse(seen[0]);
    }

    @Test
    void workThatThrowsDoesNotEndItsThread() throws Exception {
        pool = new BlockingPool(1, FOREVER, threads);
        pool.execute(
                new RecordedWork(() -> {
                    throw new AssertionError("thrown by a test");
                }));
        RecordedWork next = new RecordedWork();
        pool.execute(next);
        assertEquals(DONE, next.await());
        assertEquals(1, threads.started.get());
    }

    /** Executes work that waits for the gate; returns once all threads are inside. */
    private List<RecordedWork> executeBlocked(int count) throws Exception {
        CountDownLatch begun = new CountDownLatch(Math.min(count, 2));
        List<RecordedWork> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RecordedWork work =
                    new RecordedWork(() -> {
                        begun.countDown();
                        awaitGate();
                    });
            all.add(work);
            pool.execute(work);
        }
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        return all;
    }

    private void awaitGate() {
        try {
            assertTrue(gate.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitIdle(int count) {
        while (pool.metrics().idleThreads() != count) {
            Thread.onSpinWait();
        }
    }

    private void joinAll() throws InterruptedException {
        for (Thread thread : threads.threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        }
    }
}
