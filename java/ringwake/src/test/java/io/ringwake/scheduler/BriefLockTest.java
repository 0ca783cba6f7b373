package io.ringwake.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BriefLockTest {
    private static final int THREADS = 4;
    private static final int SECTIONS = 50_000;

    private final BriefLock lock = new BriefLock();
    private int count; // plain: guarded by the lock

    private int add(int times) {
        for (int i = 0; i < times; i++) {
            lock.lock();
            try {
                count++;
            } finally {
                lock.unlock();
            }
        }
        return count;
    }

    @Test
    void noSectionIsLostAmongThreads() throws Exception {
        List<FutureTask<Integer>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            FutureTask<Integer> adding = new FutureTask<>(() -> add(SECTIONS));
            all.add(adding);
            new Thread(adding).start();
        }
        for (FutureTask<Integer> adding : all) {
            adding.get();
        }
        assertEquals(THREADS * SECTIONS, count);
    }

    @Test
    void whoWaitsForLongGetsIt() throws Exception {
        FutureTask<Integer> adding = new FutureTask<>(() -> add(1));
        Thread late = new Thread(adding);
        lock.lock();
        try {
            late.start();
            while (late.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertEquals(0, count);
        } finally {
            lock.unlock();
        }
        assertEquals(1, adding.get());
    }
}
