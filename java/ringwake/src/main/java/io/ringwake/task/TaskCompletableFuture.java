package io.ringwake.task;

import java.util.concurrent.CompletableFuture;

/** A task as others know it: ends as the task ends, and aborts the task when it is cancelled. */
final class TaskCompletableFuture<T> extends CompletableFuture<T> {
    private final TaskResult<T> task;

    private TaskCompletableFuture(TaskResult<T> task) {
        this.task = task;
    }

    static <T> CompletableFuture<T> of(TaskResult<T> task) {
        TaskCompletableFuture<T> future = new TaskCompletableFuture<>(task);
        task.whenFinished(future::end);
        return future;
    }

    private void end() {
        Throwable failure = task.failure();
        if (failure != null) {
            if (completeExceptionally(failure)) {
                task.markSeen();
            }
        } else if (task.end() instanceof TaskEnd.Value<T> value) {
            complete(value.value());
        } else {
            super.cancel(false);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        task.abort(); // no effect if it has ended
        return cancelled;
    }

    /** What depends on this one is an ordinary one: cancelling it aborts nothing. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
