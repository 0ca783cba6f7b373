package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Finished;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Traced;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Drives a {@link LocalSet} until another future has ended. */
final class LocalRun<T> implements Future<T>, Traced {
    private final LocalSet set;
    private @Nullable Future<T> future;

    LocalRun(LocalSet set, Future<T> future) {
        this.set = set;
        this.future = Objects.requireNonNull(future, "future");
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        Future<T> current = future;
        if (current == null) {
            throw Finished.polledAgain(this);
        }
        future = null; // stays so if it throws or is ready
        LocalSet outer = set.enter();
        Poll<T> result;
        try {
            result = current.poll(cx);
        } finally {
            LocalSet.leave(outer);
        }
        if (!result.isReady()) {
            future = current;
            set.drive(cx);
        }
        return result;
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        Future<T> current = future;
        if (current == null) {
            return Poll.done();
        }
        future = null; // stays so if it has ended or throws
        LocalSet outer = set.enter();
        Poll<Void> ended;
        try {
            ended = current.pollCancel(cx);
        } finally {
            LocalSet.leave(outer);
        }
        if (!ended.isReady()) {
            future = current;
            set.drive(cx); // what the clean-up waits for may be a task of the set
        }
        return ended;
    }

    @Override
    public String where() {
        return "LocalSet.runUntil";
    }

    @Override
    public List<Future<?>> waitsFor() {
        return Traced.present(future);
    }

    @Override
    public void cancel() {
        Future<T> current = future;
        future = null;
        if (current != null) {
            current.cancel();
        }
    }
}
