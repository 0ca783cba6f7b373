package io.ringwake.scheduler;

/** One thread's share of a runtime: its run queue, timers and reactor. */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // until implemented
public final class Worker {
    Worker() {}

    /**
     * Returns the worker that the calling thread is driving.
     *
     * @throws IllegalStateException outside a runtime
     */
    public static Worker current() {
        throw io.ringwake.scheduler.Worker.notLanded();
    }

    /** Placeholder until the implementation follows. */
    public static RuntimeException notLanded() {
        return new UnsupportedOperationException("not implemented yet");
    }
}
