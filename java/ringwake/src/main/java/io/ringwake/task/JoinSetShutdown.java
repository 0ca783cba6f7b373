package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Finished;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;

/** Aborts the tasks of a set and waits until they have ended. */
final class JoinSetShutdown implements Future<Void> {
    private final JoinSet<?> set;
    private boolean begun;
    private boolean finished;

    JoinSetShutdown(JoinSet<?> set) {
        this.set = set;
    }

    @Override
    public Poll<Void> poll(Context cx) {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        if (!begun) {
            begun = true;
            set.abortAll();
        }
        while (set.pollAnyEnded(cx)) {
            TaskResult<?> task = set.takeEnded();
            if (task == null) {
                finished = true;
                return Poll.done();
            }
            task.detach();
        }
        return Poll.pending();
    }

    @Override
    public void cancel() {
        finished = true;
    }
}
