package io.ringwake.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the workers of a multi-thread runtime start: none runs before all are ready. */
@Timeout(60)
final class WorkerStartTest {
    private static final int WORKERS = 3;

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger earlyTurns = new AtomicInteger();
    private final Set<Thread> first = ConcurrentHashMap.newKeySet();

    private MultiThreadScheduler start(@Nullable RuntimeException lastFails) {
        return MultiThreadScheduler.start(
                SchedulerConfig.builder(worker -> open(worker, lastFails))
                        .workers(WORKERS)
                        .build());
    }

    private Driver open(int worker, @Nullable RuntimeException lastFails) {
        if (worker < WORKERS - 1) {
            first.add(Thread.currentThread());
        } else {
            awaitOthersWaiting();
            if (lastFails != null) {
                throw lastFails;
            }
        }
        opened.incrementAndGet();
        return new WatchedDriver();
    }

    /** Knows of turns that come too early. */
    private final class WatchedDriver implements Driver {
        private final ThreadDriver waits = new ThreadDriver();

        @Override
        public void bind() {}

        @Override
        public void turn(long timeoutNanos) {
            if (opened.get() < WORKERS) {
                earlyTurns.incrementAndGet();
            }
            waits.turn(timeoutNanos);
        }

        @Override
        public void unpark() {
            waits.unpark();
        }

        @Override
        public void close() {}
    }

    /** The others wait: for this worker, or in a turn, where they should not be yet. */
    private void awaitOthersWaiting() {
        while (first.size() < WORKERS - 1
                || !first.stream().allMatch(each -> each.getState() == Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void noWorkerRunsBeforeAllHaveTheirQueues() {
        MultiThreadScheduler scheduler = start(null);
        try {
            for (int worker = 0; worker < WORKERS; worker++) {
                assertNotSame(LocalQueue.NONE, scheduler.worker(worker).queue());
            }
        } finally {
            scheduler.close();
        }
        assertEquals(0, earlyTurns.get());
    }

    @Test
    void aWorkerThatCannotStartEndsTheOthers() {
        RuntimeException refused = new IllegalStateException("no ring");
        assertSame(refused, assertThrows(RuntimeException.class, () -> start(refused)));
        first.forEach(each -> assertFalse(each.isAlive()));
    }
}
