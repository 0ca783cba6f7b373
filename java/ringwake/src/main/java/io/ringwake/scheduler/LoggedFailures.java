package io.ringwake.scheduler;

/** Writes failures to the logger {@code io.ringwake}. */
final class LoggedFailures implements FailureHandler {
    private static final System.Logger LOGGER = System.getLogger("io.ringwake");

    @Override
    public void unhandled(long taskId, Throwable failure) {
        unhandled(taskId, "task " + taskId, failure);
    }

    @Override
    public void unhandled(long taskId, String task, Throwable failure) {
        LOGGER.log(
                System.Logger.Level.ERROR,
                task + " failed and nobody looked at its result",
                failure);
    }
}
