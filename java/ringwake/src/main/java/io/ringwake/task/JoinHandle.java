package io.ringwake.task;

import io.ringwake.future.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * The owner's view of a spawned task, and a future of what the task ends with.
 *
 * <p>As a future it is ready with the task's value, throws what the task threw (the very object,
 * {@link Error}s included), or {@link java.util.concurrent.CancellationException} when the task was
 * aborted before it ended, once it has cleaned up. Like every future it is driven by one task at a
 * time and gives its result once; {@link #join} may be called by any number of threads, any number
 * of times.
 *
 * <p>Dropping the handle detaches the task: it runs on. A failure nobody looks at reaches the
 * runtime's failure handler, at once after {@link #detach()}, otherwise when the handle has become
 * unreachable or the runtime is closed.
 *
 * @param <T> what the task ends with
 */
public interface JoinHandle<T> extends Future<T>, AbortHandle {
    /** The name given to {@link TaskBuilder#name}; empty without one. */
    Optional<String> name();

    /**
     * Returns a future of how the task ends, which throws nothing of the task's: for those to whom
     * a failure is a result like others. It takes the place of awaiting the handle itself, and
     * cancelling it {@linkplain #detach detaches} as well.
     */
    Future<TaskEnd<T>> outcome();

    /** Returns the right to end the task alone, to be given away. */
    default AbortHandle abortHandle() {
        return this;
    }

    /**
     * Returns a completable future of what the task ends with. Cancelling that aborts the task.
     * What depends on it without an executor of its own runs on the worker that ends the task, and
     * must not block there.
     */
    CompletableFuture<T> toCompletableFuture();

    /**
     * Blocks the calling thread until the task has ended. For threads outside of the runtime: a
     * task awaits the handle instead, or joins inside {@link Tasks#blockInPlace}. A virtual thread
     * that waits lets its carrier go.
     *
     * @throws InterruptedException if the thread was interrupted; the task goes on
     * @throws IllegalStateException if called inside a runtime, where blocking would stop a worker
     * @throws Exception what the task failed with
     */
    T join() throws Exception;

    /**
     * As {@link #join}, with a limit. The task goes on when that has passed. Inside {@link
     * Tasks#blockInPlace} it only waits: should all workers be there, none runs the task.
     *
     * @throws TimeoutException if the task has not ended within the duration
     * @throws InterruptedException if the thread was interrupted; the task goes on
     * @throws IllegalStateException if called inside a runtime
     * @throws Exception what the task failed with
     */
    T joinWithin(Duration atMost) throws Exception;

    /** Gives up the result. The task runs on, and its failure goes to the failure handler. */
    void detach();

    /** The same as {@link #detach()}: giving up the handle does not end the task. */
    @Override
    default void cancel() {
        detach();
    }
}
