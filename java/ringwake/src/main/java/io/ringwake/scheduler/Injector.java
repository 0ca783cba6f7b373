package io.ringwake.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Jobs on their way to the workers from other threads: a stack that any thread pushes to and a
 * worker takes as a whole, putting the batch in the order it was pushed.
 *
 * <pre>
 *   push:   read head, link the job to it, compare-and-set head   lock-free
 *   drain:  exchange head with null, reverse, append              wait-free
 * </pre>
 *
 * <p>Since only the whole stack is ever taken, a head that has left and come back between the read
 * and the exchange of a push (ABA) does no harm: the link is right whenever the head is the one
 * that was linked to. Each node carries the depth below it, so the length costs no counter.
 */
final class Injector {
    private static final VarHandle HEAD;

    static {
        try {
            HEAD = MethodHandles.lookup().findVarHandle(Injector.class, "head", Job.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through HEAD
    private volatile @Nullable Job head;

    /** Adds the job. Any thread. */
    void push(Job job) {
        Job below;
        do {
            below = (Job) HEAD.getVolatile(this);
            job.nextQueued = below;
            job.injectedDepth = below == null ? 1 : below.injectedDepth + 1;
            // Volatile, not release: the pusher goes on to look whether the worker is parked, and
            // that look must not move before the push. Pairs with isEmpty() in ParkState.
        } while (!HEAD.compareAndSet(this, below, job));
    }

    /** Whether there is nothing to take. Any thread. */
    boolean isEmpty() {
        // Volatile: a worker about to park looks after having said so, see ParkState.
        return HEAD.getVolatile(this) == null;
    }

    /** How many jobs are waiting: a snapshot, which may be out of date. Any thread. */
    int depth() {
        Job top = (Job) HEAD.getAcquire(this);
        return top == null ? 0 : top.injectedDepth;
    }

    /**
     * Moves what there is to the end of the queue, the oldest first.
     *
     * @return how many jobs were moved
     */
    int drainTo(RunQueue queue) {
        int count = 0;
        for (Job job = takeAll(); job != null; count++) {
            Job after = job.nextQueued;
            queue.push(job);
            job = after;
        }
        return count;
    }

    /** Takes what there is: the oldest, linked to the others. */
    @Nullable Job takeAll() {
        // Opaque: a job missed here is seen by isEmpty() before the worker parks.
        if (HEAD.getOpaque(this) == null) {
            return null;
        }
        // Acquire: pairs with push(), so that the links and what was written to the job are seen.
        return reversed((Job) HEAD.getAndSetAcquire(this, null));
    }

    private static @Nullable Job reversed(@Nullable Job top) {
        Job result = null;
        Job job = top;
        while (job != null) {
            Job below = job.nextQueued;
            job.nextQueued = result;
            result = job;
            job = below;
        }
        return result;
    }
}
