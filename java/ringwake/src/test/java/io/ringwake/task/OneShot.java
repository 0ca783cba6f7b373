package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.WakerSlot;
import org.jspecify.annotations.Nullable;

/** One value that any thread sends and one task awaits. */
public final class OneShot<T> extends WakerSlot implements Future<T> {
    private volatile @Nullable Poll<T> sent;
    private volatile int polls;
    private volatile boolean cancelled;

    /** Sends the value; any thread. */
    public void send(T value) {
        sent = Poll.ready(value);
        wakeRegistered();
    }

    /** How often it was polled. */
    public int polls() {
        return polls;
    }

    /** Whether it was given up. */
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread polls at a time
    public Poll<T> poll(Context cx) {
        polls++;
        register(cx.waker());
        Poll<T> found = sent;
        return found == null ? Poll.pending() : found;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
