package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Poll;
import io.ringwake.scheduler.Worker;
import java.time.Duration;

/** A task without a scheduler and without a future: its word, its joiners and its end. Queued. */
final class BareTask extends TaskResult<Integer> {
    @SuppressWarnings("NullAway") // asked for by failures only
    BareTask() {
        super(null);
    }

    /** One poll of the handle: the value, 0 if it is to wait. */
    int pollValue(Context context) {
        try {
            return poll(context) instanceof Poll.Ready<Integer> ready ? ready.value() : 0;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** It has ended: its value. */
    int value() {
        try {
            return result();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Blocks the thread as join() does; whether it has ended within the time. */
    boolean hasEndedWithin(Duration atMost) {
        try {
            return BlockedJoiner.await(this, atMost);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected void run(Worker worker) {}

    @Override
    public void abort() {}

    @Override
    void ended() {}

    @Override
    boolean isSpawned() {
        return true;
    }
}
