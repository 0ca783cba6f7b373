package io.ringwake.scheduler;

import io.ringwake.future.Context;
import io.ringwake.future.Waker;

/**
 * The context of the polls of one worker: the same object for each, made ready by {@link #begin}.
 */
public final class WorkerContext implements Context {
    /** How many units a task may spend in one poll. */
    public static final int BUDGET = 128;

    private static final Waker NOBODY = () -> {};

    private final Worker worker;
    private final RandomSequence random;
    private Waker waker = NOBODY;
    private int budget;

    WorkerContext(Worker worker, long seed) {
        this.worker = worker;
        this.random = new RandomSequence(seed);
    }

    /** Begins the poll of another task, with a full budget. */
    public WorkerContext begin(Waker task) {
        waker = task;
        budget = BUDGET;
        return this;
    }

    /** No poll is under way: lets go of the last task, which may have ended long ago. */
    void rest() {
        waker = NOBODY;
    }

    /** What is to be brought back after other polls in the middle of one. */
    record Saved(Waker waker, int budget) {}

    Saved save() {
        return new Saved(waker, budget);
    }

    void restore(Saved saved) {
        waker = saved.waker();
        budget = saved.budget();
    }

    /** The worker that polls. */
    public Worker worker() {
        return worker;
    }

    @Override
    public Waker waker() {
        return waker;
    }

    @Override
    public boolean proceed() {
        return proceed(waker);
    }

    @Override
    public int nextInt(int bound) {
        return random.below(bound);
    }

    @Override
    public Context withWaker(Waker other) {
        return new ChildContext(this, other);
    }

    /** Spends a unit, or defers the waker and returns false. */
    boolean proceed(Waker spender) {
        if (budget > 0) {
            budget--;
            return true;
        }
        worker.defer(spender);
        return false;
    }
}
