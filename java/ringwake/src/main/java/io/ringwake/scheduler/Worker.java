package io.ringwake.scheduler;

import io.ringwake.future.Waker;
import io.ringwake.reactor.Reactor;
import io.ringwake.scheduler.timer.Timers;
import org.jspecify.annotations.Nullable;

/**
 * One thread's share of a runtime: its run queue, its timers and the driver it waits in. Owned by
 * the thread that drives it.
 *
 * <p>A round runs up to {@link SchedulerConfig#eventInterval} jobs, first in first out, then takes
 * one turn of the driver: without waiting while there are jobs, otherwise until the next timer.
 * Then timers fire, and tasks that gave way are woken, after everything the turn has woken.
 */
public final class Worker {
    private static final ThreadLocal<@Nullable Worker> CURRENT = new ThreadLocal<>();

    /** After how many jobs to look at the injector, where the configuration leaves that open. */
    private static final int INJECTOR_INTERVAL = 31;

    private final Scheduler scheduler;
    private final Injector injector;
    private final ParkState parkState;
    private final Timers timers;
    private final WorkerProbe probe;
    private final WorkerCounters counters;
    private final int jobsPerRound;
    private final int injectorInterval;
    private final RunQueue queue = new RunQueue();
    private final DeferredWakes deferred = new DeferredWakes();
    private final WorkerContext context = new WorkerContext(this);
    private @Nullable Reactor reactor;
    private int tick;
    private long jobsRun;
    private boolean roundEnds;

    // Written by the driving thread only: a thread that reads itself here is the driver, and one
    // that is not reads something else, however old. So plain access will do.
    private @Nullable Thread thread;

    Worker(Scheduler scheduler, Injector injector, ParkState parkState) {
        this.scheduler = scheduler;
        this.injector = injector;
        this.parkState = parkState;
        this.timers = new Timers(scheduler.clock());
        this.probe = new WorkerProbe(0, scheduler.config());
        this.counters = probe.counters();
        this.jobsPerRound = scheduler.config().eventInterval();
        int interval = scheduler.config().injectorInterval();
        this.injectorInterval = interval == 0 ? INJECTOR_INTERVAL : interval;
    }

    /**
     * Returns the worker that the calling thread is driving.
     *
     * @throws IllegalStateException if it drives none
     */
    public static Worker current() {
        Worker worker = CURRENT.get();
        if (worker == null) {
            throw new IllegalStateException(
                    "not inside a runtime: this future can be polled by a task of a runtime only"
                            + " (Ringwake.blockOn, Tasks.spawn)");
        }
        return worker;
    }

    /** The same; null if the thread drives none. */
    public static @Nullable Worker currentOrNull() {
        return CURRENT.get();
    }

    /** The scheduler it works for. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /**
     * Its reactor.
     *
     * @throws IllegalStateException if the runtime was built without I/O, or is closed
     */
    public Reactor reactor() {
        Reactor open = reactor;
        if (open == null) {
            throw new IllegalStateException(
                    "this runtime has no reactor: it was built withoutIo(), or is closed");
        }
        return open;
    }

    /** Its timers. */
    public Timers timers() {
        return timers;
    }

    /** Begins a poll of the task: its context, with a full budget. */
    public WorkerContext beginPoll(Waker task) {
        counters.addPoll();
        return context.begin(task);
    }

    /** Wakes the waker after the driver's next turn, so that the caller's peers come first. */
    public void defer(Waker waker) {
        deferred.add(waker);
    }

    /** Ends the round after the current job, with a turn that does not wait. Owner only. */
    void endRound() {
        roundEnds = true;
    }

    WorkerProbe probe() {
        return probe;
    }

    @SuppressWarnings("ReferenceEquality") // the very thread is meant
    boolean isCurrentThread() {
        return thread == Thread.currentThread();
    }

    /** Queues the job behind those that are here. Owner only. */
    void push(Job job) {
        counters.addWakes(1);
        queue.push(job);
    }

    /**
     * The calling thread, to which the driver is bound, becomes the owner.
     *
     * @return the worker it was driving before, to be given to {@link #leave}
     */
    @Nullable Worker enter(Driver driver) {
        Worker before = CURRENT.get();
        reactor = driver.reactor().orElse(null);
        CURRENT.set(this);
        thread = Thread.currentThread();
        timers.setOwner(thread);
        probe.drivenBy(thread);
        return before;
    }

    void leave(@Nullable Worker before) {
        probe.drivenBy(null);
        timers.setOwner(null);
        thread = null;
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
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
        boolean observed = probe.beginRound();
        boolean ranAll = runSome(awaited, observed);
        probe.endRound();
        return ranAll;
    }

    /** Runs jobs for one round; false if there are none left. */
    private boolean runSome(@Nullable Job awaited, boolean observed) {
        int ran = 0;
        Job job = null;
        while (ran < jobsPerRound && (job = next()) != null) {
            ran++;
            if (observed) {
                probe.run(job, this);
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
        Job job = queue.poll();
        if (job == null && drainInjector() > 0) {
            job = queue.poll();
        }
        return job;
    }

    private int drainInjector() {
        tick = 0;
        int moved = injector.drainTo(queue);
        if (moved > 0) {
            counters.addWakes(moved);
        }
        return moved;
    }

    /** How long the driver may wait now that the queue is empty. */
    private long untilNext(Driver driver) {
        if (!deferred.isEmpty()) {
            return 0;
        }
        long timeout = timers.nanosToNext();
        if (timeout > 0 && scheduler.clock().skipsIdleTime()) {
            turn(driver, 0);
            if (queue.isEmpty() && deferred.isEmpty() && injector.isEmpty()) {
                skipToNextTimer();
            }
            return 0;
        }
        return timeout;
    }

    private void skipToNextTimer() {
        if (timers.nanosToNext() > 0) {
            scheduler.clock().skipTo(timers.nextNanos());
        }
    }

    private void turn(Driver driver, long timeoutNanos) {
        counters.addTurn();
        counters.setQueueDepth(counters.wakes() - jobsRun);
        if (timeoutNanos == 0) {
            driver.turn(0);
        } else {
            park(driver, timeoutNanos);
        }
        timers.advance();
        deferred.wakeAll();
    }

    private void park(Driver driver, long timeoutNanos) {
        scheduler.failures().reportUnreachable();
        parkState.announce();
        try {
            // Only after the announcement, see ParkState.
            if (injector.isEmpty()) {
                probe.park(driver, timeoutNanos, parkState);
            } else {
                driver.turn(0);
            }
        } finally {
            parkState.leave();
        }
    }
}
