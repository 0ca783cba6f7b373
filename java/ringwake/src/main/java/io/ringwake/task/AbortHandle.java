package io.ringwake.task;

/** The right to end a task, without the right to its result. Any thread. */
public interface AbortHandle {
    /** A number that no other task of this process has had. */
    long id();

    /** Whether the task has ended, in whatever way. */
    boolean isFinished();

    /**
     * Asks the task to end: its future is cancelled by the worker, never during a poll, and its
     * {@link JoinHandle} then throws {@link java.util.concurrent.CancellationException}, or what
     * the future threw while it was cancelled. Has no effect on a task that has ended, nor on a
     * blocking call that has begun.
     */
    void abort();
}
