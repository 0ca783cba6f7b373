package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Finished;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes all tasks out of a set and gathers their values; the first failure ends the others. */
final class JoinSetValues<T> implements Future<List<T>> {
    private final JoinSet<T> set;
    private @Nullable List<T> values = new ArrayList<>();

    JoinSetValues(JoinSet<T> set) {
        this.set = set;
    }

    @Override
    public Poll<List<T>> poll(Context cx) throws Exception {
        List<T> found = values;
        if (found == null) {
            throw Finished.polledAgain(this);
        }
        while (set.pollAnyEnded(cx)) {
            TaskResult<T> task = set.takeEnded();
            if (task == null) {
                values = null;
                return Poll.ready(found);
            }
            found.add(valueOf(task));
        }
        return Poll.pending();
    }

    private T valueOf(TaskResult<T> task) throws Exception {
        try {
            return task.result();
        } catch (Throwable failure) {
            values = null;
            set.abortAll();
            set.detachAll();
            throw failure;
        }
    }

    @Override
    public void cancel() {
        values = null;
    }
}
