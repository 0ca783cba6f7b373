package io.ringwake.scheduler;

/** What a runtime does when one of its tasks fails. */
public enum UnhandledPolicy {
    /**
     * It goes on. The failure is the result of the task, and reaches the {@link FailureHandler} if
     * nobody looks at that.
     */
    LOG,
    /**
     * It is closed at once when a spawned task ends with any Throwable but a {@link
     * java.util.concurrent.CancellationException}, whether or not somebody holds the handle: the
     * failure is logged, all other tasks are cancelled, and what waits for them gets a {@link
     * java.util.concurrent.CancellationException}. The future given to {@code blockOn} and the work
     * of the blocking threads do not count: their callers get the failure.
     */
    SHUT_DOWN
}
