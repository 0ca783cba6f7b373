package io.ringwake.benchmarks.async;

import io.ringwake.future.Context;
import io.ringwake.future.Waker;

/** The context of polls by hand, without a task. */
final class Unwoken implements Context {
    private static final Waker NOBODY = () -> {};

    @Override
    public Waker waker() {
        return NOBODY;
    }

    @Override
    public boolean proceed() {
        return true;
    }

    @Override
    public Context withWaker(Waker waker) {
        return this;
    }
}
