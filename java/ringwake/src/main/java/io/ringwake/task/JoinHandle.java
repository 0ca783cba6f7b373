package io.ringwake.task;

import io.ringwake.future.Future;

/**
 * The owner's view of a spawned task, and a future of what the task ends with.
 *
 * <p>As a future it is ready with the task's value, throws what the task threw (the very object,
 * {@link Error}s included), or {@link java.util.concurrent.CancellationException} when the task was
 * aborted before it ended. Like every future it is driven by one task at a time and gives its
 * result once; {@link #join} may be called by any number of threads, any number of times.
 *
 * <p>Dropping the handle detaches the task: it runs on. A failure nobody looks at reaches the
 * runtime's failure handler, at once after {@link #detach()}, otherwise when the handle has become
 * unreachable or the runtime is closed.
 *
 * @param <T> what the task ends with
 */
public interface JoinHandle<T> extends Future<T> {
    /** A number that no other task of this process has had. */
    long id();

    /** Whether the task has ended, in whatever way. Any thread. */
    boolean isFinished();

    /**
     * Asks the task to end: its future is cancelled by the worker, never during a poll, and the
     * handle then throws {@link java.util.concurrent.CancellationException}. Has no effect on a
     * task that has ended, nor on a blocking call that has begun. Any thread.
     */
    void abort();

    /**
     * Blocks the calling thread until the task has ended. For threads outside of the runtime: a
     * task awaits the handle instead.
     *
     * @throws InterruptedException if the thread was interrupted; the task goes on
     * @throws IllegalStateException if called inside a runtime, where blocking would stop a worker
     * @throws Exception what the task failed with
     */
    T join() throws Exception;

    /** Gives up the result. The task runs on, and its failure goes to the failure handler. */
    void detach();

    /** The same as {@link #detach()}: giving up the handle does not end the task. */
    @Override
    default void cancel() {
        detach();
    }
}
