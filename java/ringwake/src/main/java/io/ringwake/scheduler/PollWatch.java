package io.ringwake.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Which job a worker is running, for the thread that looks for stalls. Costs the worker one opaque
 * store a job and one a turn.
 *
 * <p>The job and the count of polls together say which poll it is: the same job polled again has
 * another count. They are read one after the other, so a reader takes them twice and believes what
 * has not changed.
 */
final class PollWatch {
    private static final VarHandle RUNNING;
    private static final VarHandle THREAD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            RUNNING = lookup.findVarHandle(PollWatch.class, "running", Job.class);
            THREAD = lookup.findVarHandle(PollWatch.class, "thread", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int worker;
    private final WorkerCounters counters;

    @SuppressWarnings("unused") // accessed through RUNNING
    private @Nullable Job running;

    @SuppressWarnings("unused") // accessed through THREAD
    private @Nullable Thread thread;

    PollWatch(int worker, WorkerCounters counters) {
        this.worker = worker;
        this.counters = counters;
    }

    /** The worker's thread; null for none. Owner only. */
    void drivenBy(@Nullable Thread owner) {
        THREAD.setOpaque(this, owner);
        RUNNING.setOpaque(this, null);
    }

    /** The job is about to run. Owner only. */
    void begin(Job job) {
        // Opaque: seen in the end; being late by a moment is what a threshold is for.
        RUNNING.setOpaque(this, job);
    }

    /** No job is running. Owner only. */
    void pause() {
        RUNNING.setOpaque(this, null);
    }

    int worker() {
        return worker;
    }

    @Nullable Job running() {
        return (Job) RUNNING.getAcquire(this);
    }

    @Nullable Thread thread() {
        return (Thread) THREAD.getAcquire(this);
    }

    long polls() {
        return counters.polls();
    }
}
