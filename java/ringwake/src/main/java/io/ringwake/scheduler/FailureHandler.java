package io.ringwake.scheduler;

/**
 * Told of a task's failure that nobody looks at. Called on a thread of the runtime, or on the one
 * that detaches the task or closes the runtime; must not block.
 */
@FunctionalInterface
public interface FailureHandler {
    /** The task with this number has failed, and its result was given up. */
    void unhandled(long taskId, Throwable failure);

    /** Writes the failure to the logger {@code io.ringwake} at level ERROR. */
    static FailureHandler logging() {
        System.Logger logger = System.getLogger("io.ringwake");
        return (taskId, failure) ->
                logger.log(
                        System.Logger.Level.ERROR,
                        "task " + taskId + " failed and nobody looked at its result",
                        failure);
    }
}
