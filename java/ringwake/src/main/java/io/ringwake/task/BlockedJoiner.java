package io.ringwake.task;

import io.ringwake.future.Waker;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that waits for a task. A virtual thread is unmounted meanwhile: it holds no monitor here
 * and parks like everyone else.
 */
final class BlockedJoiner implements Waker {
    // Emptied when the thread goes on before the task has ended, so that it can be collected.
    private volatile @Nullable Thread thread = Thread.currentThread();

    private BlockedJoiner() {}

    static void await(TaskJoiners task) throws InterruptedException {
        await(task, Long.MAX_VALUE);
    }

    /** Returns whether the task has ended. */
    static boolean await(TaskJoiners task, Duration atMost) throws InterruptedException {
        long nanos;
        try {
            nanos = atMost.toNanos();
        } catch (ArithmeticException e) {
            nanos = atMost.isNegative() ? 0 : Long.MAX_VALUE;
        }
        return await(task, nanos);
    }

    private static boolean await(TaskJoiners task, long nanos) throws InterruptedException {
        BlockedJoiner joiner = new BlockedJoiner();
        task.whenFinished(joiner);
        try {
            return joiner.park(task, nanos);
        } finally {
            joiner.thread = null;
        }
    }

    private boolean park(TaskJoiners task, long nanos) throws InterruptedException {
        long begin = System.nanoTime();
        while (!task.isFinished()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (nanos == Long.MAX_VALUE) {
                LockSupport.park(task);
                continue;
            }
            long left = nanos - (System.nanoTime() - begin);
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(task, left);
        }
        return true;
    }

    /** Whether its thread has gone on. */
    boolean hasGivenUp() {
        return thread == null;
    }

    @Override
    public void wake() {
        LockSupport.unpark(thread);
    }
}
