package io.ringwake.scheduler;

import io.ringwake.future.Waker;

/** Runs a few lines on one worker, or on any if that is -1. */
final class StepJob extends Job {
    static final int ANY = -1;

    private final int worker;
    private final Runnable body;

    StepJob(int worker, Runnable body) {
        this.worker = worker;
        this.body = body;
    }

    @Override
    protected int pinnedTo() {
        return worker;
    }

    @Override
    protected void run(Worker on) {
        body.run();
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
