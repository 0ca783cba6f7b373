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
    private boolean polling;
    private boolean gaveWay;

    WorkerContext(Worker worker, long seed) {
        this.worker = worker;
        this.random = new RandomSequence(seed);
    }

    /** Begins the poll of another task, with a full budget. */
    public WorkerContext begin(Waker task) {
        waker = task;
        budget = BUDGET;
        polling = true;
        gaveWay = false;
        return this;
    }

    /** No poll is under way: lets go of the last task, which may have ended long ago. */
    void rest() {
        waker = NOBODY;
        polling = false;
    }

    /** Ends the poll; returns whether the task has given way in it. */
    boolean end() {
        polling = false;
        return gaveWay;
    }

    /**
     * The task that is being polled gives way: {@link Worker#endPoll} tells it so, and its next
     * poll comes after its peers and the driver's next turn.
     *
     * @param task whose wake is to be deferred
     * @return false, having done nothing, if that is not the task that is being polled
     */
    @SuppressWarnings("ReferenceEquality") // the very task is meant
    boolean giveWay(Waker task) {
        if (!polling || task != waker) {
            return false;
        }
        gaveWay = true;
        return true;
    }

    /** What is to be brought back after other polls in the middle of one. */
    record Saved(Waker waker, int budget, boolean polling, boolean gaveWay) {}

    Saved save() {
        return new Saved(waker, budget, polling, gaveWay);
    }

    void restore(Saved saved) {
        waker = saved.waker();
        budget = saved.budget();
        polling = saved.polling();
        gaveWay = saved.gaveWay();
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
