package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Finished;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;

/** Spends one unit of the budget, waiting for the next poll if there is none left. */
final class ConsumeBudget implements Future<Void> {
    private boolean finished;

    @Override
    public Poll<Void> poll(Context cx) {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        if (!cx.proceed()) {
            return Poll.pending();
        }
        finished = true;
        return Poll.done();
    }

    @Override
    public void cancel() {
        finished = true;
    }
}
