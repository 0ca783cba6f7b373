package io.ringwake.scheduler;

import io.ringwake.future.Waker;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What workers run, and its own node in every list the scheduler keeps it in, so that queueing
 * allocates nothing.
 *
 * <p>A job is in at most one queue at a time and run by at most one worker: its state word says who
 * may queue it. The lists' links belong to whoever holds the list.
 */
public abstract class Job {
    /** Link of {@link RunQueue}, {@link Injector} and {@link InjectorShard}. */
    @Nullable Job nextQueued;

    /** How many lie below in the injector's stack, this one included. */
    int injectedDepth;

    /** Links of {@link OwnedJobs}. */
    @Nullable Job previousOwned;

    @Nullable Job nextOwned;

    /**
     * The shard that has it; written under its lock. Plain: added before it is queued, and removed
     * once, by who has ended it.
     */
    @Nullable OwnedShard ownedBy;

    /** For subclasses. */
    protected Job() {}

    /** The number of the task, for those that watch; 0 if it is none. */
    public long id() {
        return 0;
    }

    /** How soon it is run. Always the same for one job. */
    protected Priority priority() {
        return Priority.NORMAL;
    }

    /** The index of the only worker that may run it; -1 if any may. Always the same for one job. */
    protected int pinnedTo() {
        return -1;
    }

    /** Does one turn of the job. Called by one worker, once for each time the job was queued. */
    protected abstract void run(Worker worker);

    /** Asks the job to end; queues it if need be. Any thread. */
    public abstract void abort();

    /**
     * The same at once: what the job would still wait for, in order to end, is left undone.
     *
     * @return whether it does so as soon as a worker comes to it; false if it is being run, perhaps
     *     by code that does not come back
     */
    public boolean abortNow() {
        abort();
        return true;
    }

    /** What the job is doing, if it is a task. Any thread, while others may run it. */
    public Optional<TaskSnapshot> snapshot() {
        return Optional.empty();
    }

    /** Whether the job has ended. What it did is then visible to the caller. Any thread. */
    public abstract boolean isFinished();

    /** Calls the waker once the job has ended, at once if it has. Any thread. */
    protected abstract void whenFinished(Waker waker);
}
