package io.ringwake.scheduler;

/**
 * Told of a task's failure that nobody looks at. Called on a thread of the runtime, or on the one
 * that detaches the task or closes the runtime; must not block.
 */
@FunctionalInterface
public interface FailureHandler {
    /** The task with this number has failed, and its result was given up. */
    void unhandled(long taskId, Throwable failure);

    /**
     * The same, also told the task in words: number and name, as in {@code task 7 "accept"}. This
     * is what the runtime calls.
     */
    default void unhandled(long taskId, String task, Throwable failure) {
        unhandled(taskId, failure);
    }

    /** Writes the failure to the logger {@code io.ringwake} at level ERROR. */
    static FailureHandler logging() {
        return new LoggedFailures();
    }
}
