package io.ringwake.benchmarks.scheduler;

import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.task.JoinHandle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of heap a task takes that waits, beside its future. Prints a number per system,
 * measured with many at once as what the heap has grown by.
 */
public final class SuspendedTaskBytes {
    private static final int TASKS = 1_000_000;

    private SuspendedTaskBytes() {}

    /** Keeps the waker, and waits for ever. */
    private static final class Waits implements Future<Void> {
        private final CountDownLatch waiting;
        private @Nullable Waker waker;

        Waits(CountDownLatch waiting) {
            this.waiting = waiting;
        }

        @Override
        public Poll<Void> poll(Context cx) {
            waker = cx.waker();
            waiting.countDown();
            return Poll.pending();
        }

        boolean isWaiting() {
            return waker != null;
        }
    }

    /** Prints {@code NAME BYTES}. */
    public static void main(String[] args) throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(TASKS);
        Waits[] futures = new Waits[TASKS];
        Object[] handles = new Object[TASKS];
        try (Ringwake runtime = Ringwake.multiThread().workers(2).withoutIo().build()) {
            for (int i = 0; i < TASKS; i++) {
                futures[i] = new Waits(waiting);
            }
            long before = usedAfterCollection();
            for (int i = 0; i < TASKS; i++) {
                handles[i] = runtime.spawn(futures[i]);
            }
            if (!waiting.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not all tasks have run");
            }
            long after = usedAfterCollection();
            System.out.printf("suspended_task_bytes %.1f%n", (after - before) / (double) TASKS);
            for (int i = 0; i < TASKS; i++) {
                if (!futures[i].isWaiting() || ((JoinHandle<?>) handles[i]).isFinished()) {
                    throw new IllegalStateException("task " + i + " does not wait");
                }
            }
        }
    }

    private static long usedAfterCollection() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime vm = Runtime.getRuntime();
        return vm.totalMemory() - vm.freeMemory();
    }
}
