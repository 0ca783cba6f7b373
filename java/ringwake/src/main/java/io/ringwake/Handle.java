package io.ringwake;

import io.ringwake.future.Future;
import io.ringwake.task.JoinHandle;

/** A reference to a runtime, for use from any thread; it does not keep the runtime open. */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // until implemented
public final class Handle {
    Handle() {}

    /**
     * Starts the future as a task. Any thread. After the runtime was closed the future is cancelled
     * and the handle says so.
     */
    public <T> JoinHandle<T> spawn(Future<T> future) {
        throw io.ringwake.scheduler.Worker.notLanded();
    }
}
