package io.ringwake.benchmarks.scheduler;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import java.util.concurrent.atomic.AtomicReference;

/** One message from one task to another: null, the receiver's waker, or {@link #SENT}. */
final class Oneshot extends AtomicReference<Object> implements Future<Void> {
    private static final long serialVersionUID = 1L;

    private static final Object SENT = new Object();

    /** Sends the message. Once. */
    void send() {
        if (getAndSet(SENT) instanceof Waker receiver) {
            receiver.wake();
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very object is meant
    public Poll<Void> poll(Context cx) {
        Object seen = get();
        if (seen != SENT && compareAndSet(seen, cx.waker())) {
            return Poll.pending();
        }
        return cx.proceed() ? Poll.done() : Poll.pending();
    }
}
