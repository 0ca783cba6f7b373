package io.ringwake.scheduler;

import io.ringwake.future.Waker;

/** Makes the worker look up: its round ends, and it does not park. */
final class EndRound extends Job {
    @Override
    protected void run(Worker worker) {
        worker.endRound();
    }

    @Override
    public void abort() {}

    @Override
    public boolean isFinished() {
        return true;
    }

    @Override
    protected void whenFinished(Waker waker) {
        waker.wake();
    }
}
