package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Finished;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Suppressed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tasks of which the first with a value ends the others; ends when all have. */
final class FirstSuccess<T> implements Future<T> {
    private final JoinSet<T> set = new JoinSet<>();
    private @Nullable List<? extends Future<T>> unstarted;
    private TaskEnd.@Nullable Value<T> winner;
    private @Nullable Throwable failure;
    private boolean ending;
    private boolean finished;

    FirstSuccess(List<? extends Future<T>> futures) {
        if (futures.isEmpty()) {
            throw new IllegalArgumentException("futures=[], allowed: one or more");
        }
        this.unstarted = List.copyOf(futures);
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        start();
        while (!set.isEmpty()) {
            if (!(set.pollNext(cx) instanceof Poll.Ready<Optional<TaskEnd<T>>> next)) {
                return Poll.pending();
            }
            next.value().ifPresent(this::take);
        }
        finished = true;
        if (winner != null) {
            return Poll.ready(winner.value());
        }
        throw Suppressed.<Exception>asIs(
                failure != null ? failure : new AssertionError("no task has ended"));
    }

    private void start() {
        List<? extends Future<T>> futures = unstarted;
        if (futures != null) {
            unstarted = null;
            futures.forEach(set::spawn);
        }
    }

    private void take(TaskEnd<T> end) {
        if (end instanceof TaskEnd.Value<T> value) {
            if (winner == null) {
                winner = value;
                set.abortAll();
            }
        } else if (winner == null && end instanceof TaskEnd.NoValue<T> none) {
            Throwable cause = none.error().getCause();
            failure = Suppressed.add(failure, cause == null ? none.error() : cause);
        }
    }

    @Override
    public Poll<Void> pollCancel(Context cx) {
        unstarted = null;
        if (!ending) {
            ending = true;
            set.abortAll();
        }
        while (!set.isEmpty()) {
            if (!set.pollNext(cx).isReady()) {
                return Poll.pending();
            }
        }
        finished = true;
        return Poll.done();
    }

    @Override
    public void cancel() {
        finished = true;
        unstarted = null;
        set.close();
    }
}
