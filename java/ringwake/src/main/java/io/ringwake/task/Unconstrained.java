package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Traced;
import io.ringwake.future.Waker;
import java.util.List;
import java.util.Objects;

/** Polls a future with a budget that has no end. */
final class Unconstrained<T> implements Future<T>, Traced {
    private final Future<T> future;

    Unconstrained(Future<T> future) {
        this.future = Objects.requireNonNull(future, "future");
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        return future.poll(new Endless(cx, cx.waker()));
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        return future.pollCancel(new Endless(cx, cx.waker()));
    }

    @Override
    public void cancel() {
        future.cancel();
    }

    @Override
    public String where() {
        return "unconstrained";
    }

    @Override
    public List<Future<?>> waitsFor() {
        return List.of(future);
    }

    /** A poll's context in which every step is free. */
    private record Endless(Context outer, Waker waker) implements Context {
        @Override
        public boolean proceed() {
            return true;
        }

        @Override
        public int nextInt(int bound) {
            return outer.nextInt(bound);
        }

        @Override
        public Context withWaker(Waker other) {
            return new Endless(outer, other);
        }
    }
}
