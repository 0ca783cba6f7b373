package io.ringwake.io;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;

/** Copies both ways at once; a direction that waits does not hold up the other. */
final class BidirectionalCopy implements Future<CopyCounts> {
    private final CopyDirection aToB;
    private final CopyDirection bToA;
    private boolean finished;

    BidirectionalCopy(CopyDirection aToB, CopyDirection bToA) {
        this.aToB = aToB;
        this.bToA = bToA;
    }

    @Override
    public Poll<CopyCounts> poll(Context cx) throws Exception {
        if (finished) {
            throw new IllegalStateException("the copy was polled after it had finished");
        }
        try {
            boolean there = aToB.advance(cx);
            boolean back = bToA.advance(cx); // always: each registers its own waker
            if (!there || !back) {
                return Poll.pending();
            }
        } catch (Exception | Error e) {
            cancel();
            throw e;
        }
        finished = true;
        return Poll.ready(new CopyCounts(aToB.copied(), bToA.copied()));
    }

    @Override
    public void cancel() {
        finished = true;
        aToB.cancel();
        bToA.cancel();
    }
}
