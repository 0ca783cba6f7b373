package io.ringwake.async;

import io.ringwake.future.Context;
import io.ringwake.future.Waker;

/** The context of a poll that nobody repeats when it is woken. */
final class UnwatchedContext implements Context {
    private static final Waker NOBODY = () -> {};

    // No more than a task has: what goes on for ever is to come back pending.
    private int budget = 128;

    @Override
    public Waker waker() {
        return NOBODY;
    }

    @Override
    public boolean proceed() {
        return --budget >= 0;
    }

    @Override
    public Context withWaker(Waker waker) {
        return this;
    }
}
