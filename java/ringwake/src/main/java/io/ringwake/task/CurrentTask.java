package io.ringwake.task;

import io.ringwake.scheduler.Job;
import io.ringwake.scheduler.Worker;
import org.jspecify.annotations.Nullable;

/** The task whose code the calling thread is running. Nothing is kept for it on a worker's path. */
public final class CurrentTask {
    // Of threads that are no workers: those of blocking calls and of async blocks.
    private static final ThreadLocal<@Nullable Long> ACTS_FOR = new ThreadLocal<>();

    private CurrentTask() {}

    /** Its number; 0 if there is none. */
    public static long id() {
        LocalTask<?> local = LocalSet.runningTask();
        if (local != null) {
            return local.id();
        }
        Job job = Worker.polledJob();
        if (job != null) {
            return job.id();
        }
        Long id = ACTS_FOR.get();
        return id == null ? 0 : id;
    }

    /** The calling thread, which is no worker, runs code of the task; of none, if 0. */
    public static void actFor(long id) {
        if (id == 0) {
            ACTS_FOR.remove();
        } else {
            ACTS_FOR.set(id);
        }
    }
}
