package io.ringwake.benchmarks.async;

import io.ringwake.benchmarks.Expect;
import io.ringwake.future.Future;

/** A future that was polled once. */
abstract sealed class WaitingFuture implements Waiting permits WaitingBlock, WaitingByHand {
    private final Unwoken cx = new Unwoken();

    abstract Future<Long> future(long a, int b, String c);

    @Override
    public Object start(long a, int b, String c) throws Exception {
        Future<Long> future = Expect.compiled(future(a, b, c));
        if (future.poll(cx).isReady()) {
            throw new IllegalStateException("does not wait");
        }
        return future;
    }

    @Override
    public boolean isWaiting(Object kept) {
        return kept instanceof Future;
    }
}
