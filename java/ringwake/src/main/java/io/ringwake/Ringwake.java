package io.ringwake;

import io.ringwake.future.Future;
import io.ringwake.task.JoinHandle;

/** A runtime. */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // until implemented
public final class Ringwake implements AutoCloseable {
    private Ringwake() {}

    /** Describes a runtime that runs on the thread that calls {@link #blockOn}. */
    public static RingwakeBuilder currentThread() {
        return new RingwakeBuilder();
    }

    /**
     * Returns the runtime the calling thread is in.
     *
     * @throws IllegalStateException outside a runtime
     */
    public static Handle current() {
        throw io.ringwake.scheduler.Worker.notLanded();
    }

    /** Starts the future as a task; it runs while some thread is in {@link #blockOn}. */
    public <T> JoinHandle<T> spawn(Future<T> future) {
        throw io.ringwake.scheduler.Worker.notLanded();
    }

    /** Drives the runtime on this thread until the future has ended; throws what it threw. */
    public <T> T blockOn(Future<T> future) throws Exception {
        throw io.ringwake.scheduler.Worker.notLanded();
    }

    /** A reference for other threads. */
    public Handle handle() {
        throw io.ringwake.scheduler.Worker.notLanded();
    }

    /** Cancels all tasks, drains within the shutdown timeout and releases everything. */
    @Override
    public void close() {
        throw io.ringwake.scheduler.Worker.notLanded();
    }
}
