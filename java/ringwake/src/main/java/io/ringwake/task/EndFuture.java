package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;

/** Waits for a task and is ready with how it ended. */
record EndFuture<T>(TaskResult<T> task) implements Future<TaskEnd<T>> {
    @Override
    public Poll<TaskEnd<T>> poll(Context cx) {
        return task.pollFinished(cx) ? Poll.<TaskEnd<T>>ready(task.end()) : Poll.pending();
    }

    @Override
    public void cancel() {
        task.detach();
    }
}
