package io.ringwake.scheduler;

import org.jspecify.annotations.Nullable;

/** The jobs a worker will run, first in first out. One thread. */
final class RunQueue {
    private @Nullable Job first;
    private @Nullable Job last;

    boolean isEmpty() {
        return first == null;
    }

    void push(Job job) {
        job.nextQueued = null;
        Job tail = last;
        if (tail == null) {
            first = job;
        } else {
            tail.nextQueued = job;
        }
        last = job;
    }

    @Nullable Job poll() {
        Job job = first;
        if (job != null) {
            first = job.nextQueued;
            job.nextQueued = null;
            if (first == null) {
                last = null;
            }
        }
        return job;
    }
}
