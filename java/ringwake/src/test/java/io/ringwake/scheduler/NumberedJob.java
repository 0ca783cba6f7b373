package io.ringwake.scheduler;

import io.ringwake.future.Waker;

/** A job that does nothing but have a number. */
final class NumberedJob extends Job {
    final int number;
    int runs;

    NumberedJob(int number) {
        this.number = number;
    }

    @Override
    protected void run(Worker worker) {
        runs++;
    }

    @Override
    public void abort() {}

    @Override
    public boolean isFinished() {
        return false;
    }

    @Override
    protected void whenFinished(Waker waker) {}
}
