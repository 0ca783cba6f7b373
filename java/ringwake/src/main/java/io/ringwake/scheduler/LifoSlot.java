package io.ringwake.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The job that a running one has woken last: it runs next, while what the two share is in the
 * cache. Not counted as queued: nobody is woken for it, since its worker is about to run it. So
 * that two jobs that keep waking each other do not keep the rest waiting, at most {@link #RUNS_MAX}
 * in a row come from here.
 *
 * <p>Other workers do not steal it. One that did would mostly take from a worker that is about to
 * run the job, and pass the cache lines back and forth; and since nobody is woken to look, it would
 * still be chance whether a job is saved from a worker that is stuck. So a poll that wakes a task
 * and then goes on for long keeps that task waiting, unless it hands over before ({@code
 * blockInPlace}), the stall detector rescues the job, or the slot is switched off.
 */
final class LifoSlot {
    /** Jobs run from here in a row; the next one goes to the end of the queue. */
    static final int RUNS_MAX = 3;

    private static final VarHandle JOB;

    static {
        try {
            JOB = MethodHandles.lookup().findVarHandle(LifoSlot.class, "job", Job.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through JOB
    private volatile @Nullable Job job;

    /** Puts a job in; returns the one that was there. Worker only. */
    @Nullable Job swap(Job next) {
        // Release: whoever rescues the job sees what was written to it. Acquire pairs with the
        // rescue, which leaves null.
        return (Job) JOB.getAndSet(this, next);
    }

    /** Whether there is none. Worker only: what it has put in itself. */
    boolean isEmpty() {
        return JOB.getOpaque(this) == null;
    }

    /** Takes the job out. Any thread: the worker, or who rescues it from a worker that is stuck. */
    @Nullable Job take() {
        // Opaque: the slot is mostly empty, and what the worker itself put in it sees.
        return JOB.getOpaque(this) == null ? null : (Job) JOB.getAndSet(this, null);
    }
}
