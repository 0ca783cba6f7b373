package io.ringwake.async;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.WakerSlot;
import org.jspecify.annotations.Nullable;

/** A future that never has a value, and whose clean-up ends when the test says so; any thread. */
final class SlowEnd<T> extends WakerSlot implements Future<T> {
    private volatile boolean ended;
    private volatile @Nullable Exception failure;
    private volatile boolean asked;
    private volatile boolean cancelled;

    void end() {
        ended = true;
        wakeRegistered();
    }

    void endWith(Exception thrown) {
        failure = thrown;
        end();
    }

    /** Whether it was asked to end by someone who waits for that. */
    boolean isAsked() {
        return asked;
    }

    /** Whether it was asked to end by someone who does not wait. */
    boolean isCancelled() {
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
