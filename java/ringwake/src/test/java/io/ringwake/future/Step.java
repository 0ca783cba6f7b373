package io.ringwake.future;

import org.jspecify.annotations.Nullable;

/** A future that ends when the test says so, and records what was done to it. */
public final class Step<T> implements Future<T> {
    private @Nullable Poll<T> result;
    private @Nullable Exception failure;
    private @Nullable Waker waker;
    private int polls;
    private int cancels;

    public void complete(T value) {
        result = Poll.ready(value);
        wake();
    }

    public void fail(Exception exception) {
        failure = exception;
        wake();
    }

    public int polls() {
        return polls;
    }

    public int cancels() {
        return cancels;
    }

    private void wake() {
        Waker stored = waker;
        if (stored != null) {
            stored.wake();
        }
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        polls++;
        if (failure != null) {
            throw failure;
        }
        if (result != null) {
            return result;
        }
        waker = cx.waker();
        return Poll.pending();
    }

    @Override
    public void cancel() {
        cancels++;
    }
}
