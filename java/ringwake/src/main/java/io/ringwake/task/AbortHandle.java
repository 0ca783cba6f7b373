package io.ringwake.task;

/** The right to end a task, without the right to its result. Any thread. */
public interface AbortHandle {
    /** A number that no other task of this process has had. */
    long id();

    /** Whether the task has ended, in whatever way. */
    boolean isFinished();

    /**
     * Asks the task to end: its future is cancelled by the worker, never during a poll, and the
     * worker drives what that has to clean up ({@link io.ringwake.future.Future#pollCancel}). When
     * that has ended the {@link JoinHandle} throws {@link
     * java.util.concurrent.CancellationException}, or what the future threw while it was cancelled.
     * Has no effect on a task that has ended or was aborted before, nor on a blocking call that has
     * begun.
     */
    void abort();
}
