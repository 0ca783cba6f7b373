package io.ringwake.cli.lifecycle;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import org.jspecify.annotations.Nullable;

/**
 * A request to stop, made once from any thread and seen by one task.
 *
 * <p>Unlike most futures it may be polled again after it was ready: the request stands.
 */
public final class StopSignal implements Future<Void> {
    private volatile boolean requested;
    private volatile @Nullable Waker waker;

    /** Asks the task to stop; any thread, any number of times. */
    public void request() {
        requested = true;
        // Both fields are volatile, so this read is ordered after the write above, as poll's read
        // is
        // after its write: either poll sees the request or this sees poll's waker.
        Waker current = waker;
        if (current != null) {
            current.wake();
        }
    }

    public boolean isRequested() {
        return requested;
    }

    @Override
    public Poll<Void> poll(Context cx) {
        Waker current = waker;
        if (current == null || !current.willWake(cx.waker())) {
            waker = cx.waker();
        }
        return requested ? Poll.done() : Poll.pending();
    }
}
