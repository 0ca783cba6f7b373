package io.ringwake.async.compiler;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;

/** A future that is completed by hand, and counts what is done to it. */
public final class Later<T> implements Future<T> {
    private Poll<T> result = Poll.pending();
    private Exception failure;
    private int polls;
    private boolean cancelled;
    private boolean pausing;
    private boolean throwing;

    /** Returns one that is ready when it is polled first. */
    public static <T> Later<T> ready(T value) {
        Later<T> later = new Later<>();
        later.complete(value);
        return later;
    }

    /** Returns one that is pending at every other poll, and may be awaited again and again. */
    public static <T> Later<T> pausing(T value) {
        Later<T> later = ready(value);
        later.pausing = true;
        return later;
    }

    public static <T> Later<T> failed(Exception failure) {
        Later<T> later = new Later<>();
        later.fail(failure);
        return later;
    }

    public void complete(T value) {
        result = Poll.ready(value);
    }

    public void fail(Exception e) {
        failure = e;
    }

    /** Has the next poll fail with an exception that is made there. */
    public void throwAtPoll() {
        throwing = true;
    }

    public int polls() {
        return polls;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        polls++;
        if (throwing) {
            throw new IllegalStateException("made in poll");
        }
        if (pausing && polls % 2 == 1) {
            return Poll.pending();
        }
        if (failure != null) {
            throw failure;
        }
        return result;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
