package io.ringwake.scheduler;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads outside of a multi-thread runtime that wait for a job of it, so that none waits for
 * ever once the runtime has ended. A virtual thread that waits lets its carrier go. Thread-safe.
 */
final class Waiting {
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile @Nullable IllegalStateException failure;

    /**
     * Waits until the job has ended.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if the runtime has ended, and the job has not
     */
    void await(Job job) throws InterruptedException {
        await(job, () -> false);
    }

    /** The same, but returns early once the condition holds; {@link #lookAgain} tells of that. */
    void await(Job job, BooleanSupplier early) throws InterruptedException {
        Thread caller = Thread.currentThread();
        threads.add(caller);
        try {
            job.whenFinished(() -> LockSupport.unpark(caller));
            while (!job.isFinished() && !early.getAsBoolean()) {
                IllegalStateException ended = failure;
                if (ended != null) {
                    throw new IllegalStateException(ended.getMessage(), ended.getCause());
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LockSupport.park(this);
            }
        } finally {
            threads.remove(caller);
        }
    }

    /** Has all that wait look at their conditions. */
    void lookAgain() {
        threads.forEach(LockSupport::unpark);
    }

    /**
     * Whoever waits from now on, or already, for a job that does not end gets the first of these.
     */
    void fail(IllegalStateException ended) {
        if (failure == null) {
            failure = ended;
        }
        threads.forEach(LockSupport::unpark);
    }
}
