package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Waker;
import org.jspecify.annotations.Nullable;

/**
 * The context of the polls inside a {@link LocalSet}: one object for all of them, made ready by
 * {@link #begin}. Each of its tasks has a budget of its own, and one that has used it up is queued
 * behind its peers.
 */
final class LocalContext implements Context {
    private static final int BUDGET = 128;

    private static final Waker NOBODY = () -> {};

    private Waker waker = NOBODY;
    private Context outer = this;
    private int budget;

    /**
     * Begins the poll of another task.
     *
     * @param around the context in which the set is polled; not used after that poll
     */
    LocalContext begin(Waker task, Context around) {
        waker = task;
        outer = around;
        budget = BUDGET;
        return this;
    }

    /** No poll is under way. */
    void rest() {
        waker = NOBODY;
        outer = this;
    }

    /** The task that is polled; null if there is none. */
    @Nullable LocalTask<?> running() {
        return waker instanceof LocalTask<?> task ? task : null;
    }

    @Override
    public Waker waker() {
        return waker;
    }

    @Override
    public boolean proceed() {
        return proceed(waker);
    }

    private boolean proceed(Waker spender) {
        if (budget > 0) {
            budget--;
            return true;
        }
        spender.wake();
        return false;
    }

    @Override
    public int nextInt(int bound) {
        return outer.nextInt(bound);
    }

    @Override
    public Context withWaker(Waker other) {
        return new Child(this, other);
    }

    /** The same budget with another waker. */
    private record Child(LocalContext parent, Waker waker) implements Context {
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
            return new Child(parent, other);
        }
    }
}
