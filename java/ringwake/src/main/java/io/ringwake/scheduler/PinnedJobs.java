package io.ringwake.scheduler;

import org.jspecify.annotations.Nullable;

/** The jobs that one worker alone may run: never stolen. */
final class PinnedJobs {
    private final Injector inbox = new Injector();
    private final RunQueue queue = new RunQueue();

    /** Adds the job, with a full fence after. Any thread but the worker's. */
    void send(Job job) {
        inbox.push(job);
    }

    /** Adds the job. Worker only. */
    void push(Job job) {
        queue.push(job);
    }

    /** The oldest; null if there is none. Worker only. */
    @Nullable Job poll() {
        inbox.drainTo(queue);
        return queue.poll();
    }

    /** Whether there is nothing to run. Worker only. */
    boolean isEmpty() {
        return queue.isEmpty() && inbox.isEmpty();
    }
}
