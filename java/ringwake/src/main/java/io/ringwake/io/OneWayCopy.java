package io.ringwake.io;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;

/** Copies one way. */
final class OneWayCopy implements Future<Long> {
    private final CopyDirection direction;
    private boolean finished;

    OneWayCopy(CopyDirection direction) {
        this.direction = direction;
    }

    @Override
    public Poll<Long> poll(Context cx) throws Exception {
        if (finished) {
            throw new IllegalStateException("the copy was polled after it had finished");
        }
        try {
            if (!direction.advance(cx)) {
                return Poll.pending();
            }
        } catch (Exception | Error e) {
            cancel();
            throw e;
        }
        finished = true;
        return Poll.ready((Long) direction.copied());
    }

    @Override
    public void cancel() {
        finished = true;
        direction.cancel();
    }
}
