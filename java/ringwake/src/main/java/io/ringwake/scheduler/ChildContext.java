package io.ringwake.scheduler;

import io.ringwake.future.Context;
import io.ringwake.future.Waker;

/** A poll's context with another waker; the budget stays that of the task. */
record ChildContext(WorkerContext parent, Waker waker) implements Context {
    @Override
    public boolean proceed() {
        return parent.proceed(waker);
    }

    @Override
    public int nextInt(int bound) {
        return parent.nextInt(bound);
    }

    @Override
    public Context withWaker(Waker other) {
        return new ChildContext(parent, other);
    }
}
