package io.ringwake.scheduler;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The worker of a current-thread runtime.
 *
 * <p>A round runs up to {@link SchedulerConfig#eventInterval} jobs, first in first out, then takes
 * one turn of the driver: without waiting while there are jobs, otherwise until the next timer.
 * Then timers fire, and tasks that gave way are woken, after everything the turn has woken.
 */
final class CurrentThreadWorker extends Worker {
    /** After how many jobs to look at the injector, where the configuration leaves that open. */
    private static final int INJECTOR_INTERVAL = 31;

    /** How soon to look again whether blocking work has ended, for which a clock stands still. */
    private static final long BLOCKING_NANOS = 1_000_000;

    private final Scheduler scheduler;
    private final Injector injector;
    private final ParkState parkState;
    private final int jobsPerRound;
    private final int injectorInterval;
    private final RunQueue queue = new RunQueue();
    private final SpecialJobs special = new SpecialJobs();
    private int tick;
    private long jobsRun;
    private boolean roundEnds;

    CurrentThreadWorker(
            Scheduler scheduler, Injector injector, ParkState parkState, Runnable unpark) {
        super(scheduler, 0, unpark);
        this.scheduler = scheduler;
        this.injector = injector;
        this.parkState = parkState;
        this.jobsPerRound = scheduler.config().eventInterval();
        int interval = scheduler.config().injectorInterval();
        this.injectorInterval = interval == 0 ? INJECTOR_INTERVAL : interval;
    }

    @Override
    void endRound() {
        roundEnds = true;
    }

    @Override
    public <T> T blockInPlace(Callable<? extends T> call) {
        throw new IllegalStateException(
                "blockInPlace() on current_thread would stop all its tasks: use"
                        + " Tasks.spawnBlocking, or Ringwake.multiThread()");
    }

    @Override
    void push(Job job) {
        counters().addWakes(1);
        enqueue(job);
    }

    @Override
    public void requeue(Job job) {
        push(job);
    }

    private void enqueue(Job job) {
        if (job.priority() == Priority.NORMAL) {
            queue.push(job);
        } else {
            special.push(job);
        }
    }

    /** Runs jobs and one turn of the driver; returns early once the awaited job has ended. */
    void round(Driver driver, Job awaited) {
        boolean ranOut = !runRound(awaited);
        if (!awaited.isFinished()) {
            turn(driver, ranOut ? untilNext(driver) : 0);
        }
    }

    /** The same until the runtime has no jobs left, waiting no longer than the limit. */
    void roundWithin(Driver driver, long limitNanos) {
        boolean ranOut = !runRound(null);
        if (scheduler.owned().size() > 0) {
            long timeout = ranOut ? untilNext(driver) : 0;
            turn(driver, timeout < 0 ? limitNanos : Math.min(timeout, limitNanos));
        }
    }

    private boolean runRound(@Nullable Job awaited) {
        boolean observed = probe().beginRound();
        boolean ranAll = runSome(awaited, observed);
        endPolls();
        return ranAll;
    }

    /** Runs jobs for one round; false if there are none left. */
    private boolean runSome(@Nullable Job awaited, boolean observed) {
        int ran = 0;
        Job job = null;
        while (ran < jobsPerRound && (job = next()) != null) {
            ran++;
            if (observed) {
                probe().run(job, this);
            } else {
                job.run(this);
            }
            if (roundEnds || (awaited != null && awaited.isFinished())) {
                roundEnds = false;
                break;
            }
        }
        jobsRun += ran;
        return job != null;
    }

    private @Nullable Job next() {
        if (++tick >= injectorInterval) {
            drainInjector();
        }
        Job job = special.takeFirst();
        if (job == null) {
            job = queue.poll();
        }
        if (job == null && drainInjector() > 0) {
            job = queue.poll();
        }
        return job != null ? job : special.takeLast();
    }

    private int drainInjector() {
        tick = 0;
        int moved = 0;
        for (Job job = injector.takeAll(); job != null; moved++) {
            Job after = job.nextQueued;
            enqueue(job);
            job = after;
        }
        if (moved > 0) {
            counters().addWakes(moved);
        }
        return moved;
    }

    /** How long the driver may wait now that the queue is empty. */
    private long untilNext(Driver driver) {
        if (hasDeferred()) {
            return 0;
        }
        long timeout = timers().nanosToNext();
        if (timeout > 0 && scheduler.clock().skipsIdleTime()) {
            turn(driver, 0);
            // Asked first: what blocking work has woken is seen then, if it has ended.
            boolean blocking = scheduler.blocking().isBusy();
            if (hasWork()) {
                return 0;
            }
            if (blocking) {
                return BLOCKING_NANOS;
            }
            skipToNextTimer();
            return 0;
        }
        return timeout;
    }

    private boolean hasWork() {
        return !queue.isEmpty() || !special.isEmpty() || hasDeferred() || !injector.isEmpty();
    }

    private void skipToNextTimer() {
        if (timers().nanosToNext() > 0) {
            scheduler.clock().skipTo(timers().nextNanos());
        }
    }

    private void turn(Driver driver, long timeoutNanos) {
        counters().addTurn();
        counters().setQueueDepth(counters().wakes() - jobsRun);
        if (timeoutNanos == 0) {
            driver.turn(0);
        } else {
            park(driver, timeoutNanos);
        }
        wakeDue();
    }

    private void park(Driver driver, long timeoutNanos) {
        scheduler.failures().reportUnreachable();
        parkState.announce();
        try {
            // Only after the announcement, see ParkState.
            if (injector.isEmpty() && !timers().hasLeft()) {
                probe().park(driver, timeoutNanos, parkState);
            } else {
                driver.turn(0);
            }
        } finally {
            parkState.leave();
        }
    }
}
