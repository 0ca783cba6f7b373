package io.ringwake.task;

import org.jspecify.annotations.Nullable;

/**
 * Says why a task ended without a value: it failed, and the cause is what it threw, or it was
 * aborted. Immutable. Awaiting a {@link JoinHandle} does not throw this but the cause itself.
 */
public final class JoinError extends Exception {
    private static final long serialVersionUID = 1L;

    /** The number of the task. */
    private final long taskId;

    JoinError(String task, long taskId, @Nullable Throwable failure) {
        super(task + (failure == null ? " was aborted" : " failed: " + failure), failure);
        this.taskId = taskId;
    }

    /** The number of the task. */
    public long taskId() {
        return taskId;
    }

    /** Whether the task was aborted, or its runtime closed; otherwise there is a cause. */
    public boolean isCancelled() {
        return getCause() == null;
    }
}
