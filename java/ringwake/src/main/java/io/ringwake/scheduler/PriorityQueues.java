package io.ringwake.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * The jobs of a multi-thread runtime that are not of normal priority: one queue for all workers for
 * each of high and low. They leave the cache of the worker they last ran on for the order they ask
 * for; a runtime that has none pays one read for each job it runs.
 */
final class PriorityQueues {
    static final int NORMAL_SHARE = 4;
    static final int LOW_SHARE = 16;

    private final InjectorShard high = new InjectorShard();
    private final InjectorShard low = new InjectorShard();

    // Set before the first push; a worker that does not see it yet finds the job when it has
    // nothing else to run.
    private volatile boolean used;

    /** Adds a job that is not of normal priority, with a full fence after. Any thread. */
    void push(Job job) {
        if (!used) {
            used = true;
        }
        job.nextQueued = null;
        (job.priority() == Priority.HIGH ? high : low).push(job, 1);
    }

    /**
     * Takes what goes before jobs of normal priority.
     *
     * @param tick how many jobs the worker has run: decides whose share this turn is
     */
    @Nullable Job takeFirst(int tick) {
        if (!used) {
            return null;
        }
        if (tick % LOW_SHARE == 0) {
            Job job = low.take();
            if (job != null) {
                return job;
            }
        }
        return tick % NORMAL_SHARE == 0 ? null : high.take();
    }

    /** Takes what there is when no job of normal priority is ready. */
    @Nullable Job takeLast() {
        Job job = high.take();
        return job != null ? job : low.take();
    }

    /** Whether there is nothing to take. Any thread. */
    boolean isEmpty() {
        return high.isEmpty() && low.isEmpty();
    }

    /** How many jobs wait. Any thread. */
    int depth() {
        return high.depth() + low.depth();
    }
}
