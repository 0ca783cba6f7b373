package io.ringwake.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * The jobs of a current-thread runtime that are not of normal priority. The same shares as in
 * {@link PriorityQueues}. One thread.
 */
final class SpecialJobs {
    private final RunQueue high = new RunQueue();
    private final RunQueue low = new RunQueue();
    private int tick;

    /** Adds a job that is not of normal priority. */
    void push(Job job) {
        (job.priority() == Priority.HIGH ? high : low).push(job);
    }

    /** What goes before jobs of normal priority this time. */
    @Nullable Job takeFirst() {
        if (high.isEmpty() && low.isEmpty()) {
            return null;
        }
        tick++;
        Job job = tick % PriorityQueues.LOW_SHARE == 0 ? low.poll() : null;
        return job != null || tick % PriorityQueues.NORMAL_SHARE == 0 ? job : high.poll();
    }

    /** What there is when no job of normal priority is ready. */
    @Nullable Job takeLast() {
        Job job = high.poll();
        return job != null ? job : low.poll();
    }

    /** Whether there is nothing to take. */
    boolean isEmpty() {
        return high.isEmpty() && low.isEmpty();
    }
}
