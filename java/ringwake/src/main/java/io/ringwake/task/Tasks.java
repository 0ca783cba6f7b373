package io.ringwake.task;

import io.ringwake.future.Future;

/** What a task may ask of the runtime it runs on. */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // until implemented
public final class Tasks {
    private Tasks() {}

    /**
     * Starts the future as a task of the current runtime.
     *
     * @throws IllegalStateException outside a runtime
     */
    public static <T> JoinHandle<T> spawn(Future<T> future) {
        throw io.ringwake.scheduler.Worker.notLanded();
    }

    /** Returns a future that lets the other tasks and the reactor run once before it is ready. */
    public static Future<Void> yieldNow() {
        throw io.ringwake.scheduler.Worker.notLanded();
    }
}
