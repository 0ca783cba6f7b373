package io.ringwake.scheduler;

import io.ringwake.future.Waker;

/** A job that does nothing, for what holds jobs. */
final class BareJob extends Job {
    @Override
    protected void run(Worker worker) {}

    @Override
    public void abort() {}

    @Override
    public boolean isFinished() {
        return false;
    }

    @Override
    protected void whenFinished(Waker waker) {}
}
