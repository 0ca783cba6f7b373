package io.ringwake.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A queue that any thread pushes to and any worker takes batches from.
 *
 * <pre>
 *   push   a stack, linked by compare-and-set                              lock-free, any thread
 *   take   under a flag that one worker holds: what was taken off the
 *          stack before, in the order it was pushed; when that is used     no waiting: who finds
 *          up, the whole stack, turned round                               the flag set goes on
 * </pre>
 *
 * <p>Pushers meet on the head of the stack only, takers never meet pushers but to empty it. Since
 * only the whole stack is ever taken, ABA does no harm.
 */
final class InjectorShard {
    private static final VarHandle HEAD;
    private static final VarHandle TAKING;
    private static final VarHandle READY;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(InjectorShard.class, "head", Job.class);
            TAKING = lookup.findVarHandle(InjectorShard.class, "taking", boolean.class);
            READY = lookup.findVarHandle(InjectorShard.class, "ready", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through HEAD
    private volatile @Nullable Job head;

    @SuppressWarnings("unused") // accessed through TAKING
    private volatile boolean taking;

    /** How many {@link #oldest} and those behind it are. */
    @SuppressWarnings("unused") // accessed through READY
    private volatile int ready;

    /** Guarded by {@link #taking}. */
    private @Nullable Job oldest;

    /**
     * Adds jobs.
     *
     * @param first the oldest, linked by {@code nextQueued} to the others
     * @param count how many
     */
    void push(Job first, int count) {
        Job newest = reverse(first);
        Job below;
        do {
            below = (Job) HEAD.getVolatile(this);
            first.nextQueued = below;
            newest.injectedDepth = (below == null ? 0 : below.injectedDepth) + count;
            // Volatile, not release: the pusher goes on to look for parked workers, and that look
            // must not move before the push, see IdleWorkers.
        } while (!HEAD.compareAndSet(this, below, newest));
    }

    /**
     * Whether there is nothing to take. Any thread.
     *
     * <p>A worker that parks asks this after it has said so. A taker empties the stack, sets the
     * count, lowers the flag, in this order. So if the stack was seen empty because of a taker, the
     * flag is seen up, or the count that came before its fall is seen in the last read.
     */
    boolean isEmpty() {
        return HEAD.getVolatile(this) == null
                && (int) READY.getVolatile(this) == 0
                && !(boolean) TAKING.getVolatile(this)
                && (int) READY.getVolatile(this) == 0;
    }

    /** How many jobs wait. Any thread; a snapshot, out of date at once. */
    int depth() {
        Job top = (Job) HEAD.getAcquire(this);
        return (int) READY.getAcquire(this) + (top == null ? 0 : top.injectedDepth);
    }

    /** Takes the oldest job; null if there is none, or another worker is taking. */
    @Nullable Job take() {
        return take(null, 0, 1);
    }

    /**
     * Takes the oldest job, and moves some behind it to the worker's queue.
     *
     * @param queue the caller's own; null to move none
     * @param most how many the caller moves at most
     * @param share and it moves at most one of this many of those that wait
     * @return null if there is none, or another worker is taking
     */
    @Nullable Job take(@Nullable LocalQueue queue, int most, int share) {
        if (isEmpty() || !TAKING.compareAndSet(this, false, true)) {
            return null;
        }
        try {
            int count = (int) READY.get(this);
            if (oldest == null) {
                // Acquire: pairs with push, so that the links and what was written to the jobs
                // are seen.
                Job newest = (Job) HEAD.getAndSetAcquire(this, null);
                oldest = newest == null ? null : reverse(newest);
                count = length(oldest);
            }
            Job job = next();
            int left = job == null ? 0 : count - 1;
            if (queue != null) {
                int fair = Math.min(count / share, queue.room() / 2);
                left -= move(queue, Math.min(left, Math.min(most, fair)));
            }
            READY.setVolatile(this, left);
            return job;
        } finally {
            // Release by volatile: the next taker sees the list, and isEmpty() the count.
            TAKING.setVolatile(this, false);
        }
    }

    private int move(LocalQueue queue, int count) {
        for (int i = 0; i < count; i++) {
            Job job = next();
            if (job == null) {
                return i;
            }
            queue.push(job);
        }
        return Math.max(0, count);
    }

    private @Nullable Job next() {
        Job job = oldest;
        if (job != null) {
            oldest = job.nextQueued;
            job.nextQueued = null;
        }
        return job;
    }

    private static int length(@Nullable Job first) {
        int count = 0;
        for (Job job = first; job != null; job = job.nextQueued) {
            count++;
        }
        return count;
    }

    /** Turns the list round; returns what was its last job. */
    private static Job reverse(Job first) {
        Job result = first;
        Job job = first.nextQueued;
        first.nextQueued = null;
        while (job != null) {
            Job after = job.nextQueued;
            job.nextQueued = result;
            result = job;
            job = after;
        }
        return result;
    }
}
