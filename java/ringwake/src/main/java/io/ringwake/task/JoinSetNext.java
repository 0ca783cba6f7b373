package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Finished;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import java.util.Optional;

/** Waits for the next task of a set to end. */
final class JoinSetNext<T> implements Future<Optional<TaskEnd<T>>> {
    private final JoinSet<T> set;
    private boolean finished;

    JoinSetNext(JoinSet<T> set) {
        this.set = set;
    }

    @Override
    public Poll<Optional<TaskEnd<T>>> poll(Context cx) {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        Poll<Optional<TaskEnd<T>>> next = set.pollNext(cx);
        finished = next.isReady();
        return next;
    }

    @Override
    public void cancel() {
        finished = true;
    }
}
