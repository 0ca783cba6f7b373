package io.ringwake.future;

import org.jspecify.annotations.Nullable;

/** A future that never has a value, and whose clean-up ends when the test says so; any thread. */
public final class SlowEnd<T> extends WakerSlot implements Future<T> {
    private volatile boolean ended;
    private volatile @Nullable Exception failure;
    private volatile boolean asked;
    private volatile boolean cancelled;

    public void end() {
        ended = true;
        wakeRegistered();
    }

    public void endWith(Exception thrown) {
        failure = thrown;
        end();
    }

    /** Whether it was asked to end by someone who waits for that. */
    public boolean isAsked() {
        return asked;
    }

    /** Whether it was asked to end by someone who does not wait. */
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Poll<T> poll(Context cx) {
        if (asked || cancelled) {
            throw new AssertionError("polled after a cancel");
        }
        return Poll.pending();
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        asked = true;
        register(cx.waker());
        if (!ended) {
            return Poll.pending();
        }
        Exception thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        return Poll.done();
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
