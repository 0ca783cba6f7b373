package io.ringwake.scheduler;

import io.ringwake.future.Waker;
import io.ringwake.reactor.Reactor;
import io.ringwake.scheduler.timer.Timers;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One thread's share of a runtime: its timers, the driver it waits in, the tasks that have given
 * way, and its counters. What it runs is in the queues of its kind. Owned by the thread that drives
 * it.
 */
public abstract sealed class Worker permits CurrentThreadWorker, StealingWorker {
    private static final ThreadLocal<@Nullable Worker> CURRENT = new ThreadLocal<>();

    private final Scheduler scheduler;
    private final int index;
    private final Timers timers;
    private final WorkerProbe probe;
    private final WorkerCounters counters;
    private final DeferredWakes deferred = new DeferredWakes();
    private final WorkerContext context;
    private @Nullable Reactor reactor;
    // What the running poll has entered, if that is another runtime.
    private @Nullable Scheduler entered;
    private int pollsAround;

    // Written by the driving thread only: a thread that reads itself here is the driver, and one
    // that is not reads something else, however old. So plain access will do.
    private @Nullable Thread thread;

    Worker(Scheduler scheduler, int index, Runnable unpark) {
        this.scheduler = scheduler;
        this.index = index;
        this.timers = new Timers(scheduler.clock(), unpark);
        this.probe = new WorkerProbe(index, scheduler.config());
        this.counters = probe.counters();
        // Another sequence than that of the steals, which begins at seed + index.
        this.context = new WorkerContext(this, scheduler.config().seed() - 1 - index);
    }

    /**
     * Returns the worker that the calling thread is driving.
     *
     * @throws IllegalStateException if it drives none
     */
    public static Worker current() {
        Worker worker = currentOrNull();
        if (worker == null) {
            throw new IllegalStateException(
                    "not inside a runtime: this future can be polled by a task of a runtime only"
                            + " (Ringwake.blockOn, Tasks.spawn)");
        }
        return worker;
    }

    /** The same; null if the thread drives none. */
    public static @Nullable Worker currentOrNull() {
        // A field of the thread where the thread is ours: cheaper than a ThreadLocal.
        return Thread.currentThread() instanceof WorkerThread own ? own.worker : CURRENT.get();
    }

    private static void setCurrent(@Nullable Worker worker) {
        if (Thread.currentThread() instanceof WorkerThread own) {
            own.worker = worker;
        } else {
            CURRENT.set(worker); // not remove(), which costs more than to keep the empty place
        }
    }

    /** The scheduler it works for. */
    public final Scheduler scheduler() {
        return scheduler;
    }

    /** The runtime that the running poll is in. Owner only. */
    final Scheduler entered() {
        Scheduler other = entered;
        return other == null ? scheduler : other;
    }

    /** The running poll enters another runtime, or none; returns the one before. Owner only. */
    final @Nullable Scheduler enterOther(@Nullable Scheduler other) {
        Scheduler before = entered;
        entered = other;
        return before;
    }

    /** Its number among the workers of the scheduler, from 0. */
    public final int index() {
        return index;
    }

    /**
     * Its reactor.
     *
     * @throws IllegalStateException if the runtime was built without I/O, or is closed
     */
    public final Reactor reactor() {
        Reactor open = reactor;
        if (open == null) {
            throw new IllegalStateException(
                    "this runtime has no reactor: it was built withoutIo(), or is closed");
        }
        return open;
    }

    /** Its timers. */
    public final Timers timers() {
        return timers;
    }

    /** Begins a poll of the task: its context, with a full budget. */
    public final WorkerContext beginPoll(Waker task) {
        counters.addPoll();
        entered = null; // a poll that did not leave what it had entered keeps it to itself
        return context.begin(task);
    }

    /**
     * Ends a poll that is not the last of its task.
     *
     * @return whether the task has given way in it: deferred its own waker, which was not kept. The
     *     caller sees to its next poll, by {@link #hold} for instance
     */
    public final boolean endPoll() {
        return context.end();
    }

    /** Wakes the waker after the driver's next turn, so that the caller's peers come first. */
    public final void defer(Waker waker) {
        if (!context.giveWay(waker)) {
            deferred.add(waker);
        }
    }

    /**
     * Queues the job after the driver's next turn. Until then it belongs to this worker: it is in
     * no queue, and nobody else queues it.
     */
    public final void hold(Job job) {
        deferred.hold(job);
    }

    /**
     * Queues a job that was woken while it ran here, behind those that wait. Owner only, when the
     * job has let go of what it holds.
     */
    public abstract void requeue(Job job);

    /**
     * Makes a call that may block the thread, in the middle of a poll. Owner only.
     *
     * @throws IllegalStateException if there is no other worker that could go on meanwhile
     * @throws Exception what the call throws
     */
    public abstract <T> T blockInPlace(Callable<? extends T> call) throws Exception;

    /** In how many polls the calling thread runs others; 0 unless calls in place wait there. */
    public static int pollsAround() {
        Worker worker = currentOrBlocked();
        return worker == null ? 0 : worker.pollsAround;
    }

    /** The job that the calling thread polls, perhaps blocking in the middle of it; or null. */
    public static @Nullable Job polledJob() {
        Worker worker = currentOrBlocked();
        return worker != null && worker.context.waker() instanceof Job job ? job : null;
    }

    private static @Nullable Worker currentOrBlocked() {
        return Thread.currentThread() instanceof WorkerThread
                ? WorkerThread.workerOrBlocked()
                : CURRENT.get();
    }

    /** Others are run in the middle of a poll from now on, or no longer. Owner only. */
    final void nestPolls(int change) {
        pollsAround += change;
    }

    /** The polls of a round have ended. */
    final void endPolls() {
        probe.endRound();
        context.rest();
    }

    final WorkerContext context() {
        return context;
    }

    /** Queues a job that was woken on this thread. Owner only. */
    abstract void push(Job job);

    /** Ends the round after the current job, with a turn that does not wait. Owner only. */
    abstract void endRound();

    final WorkerProbe probe() {
        return probe;
    }

    final WorkerCounters counters() {
        return counters;
    }

    @SuppressWarnings("ReferenceEquality") // the very thread is meant
    final boolean isCurrentThread() {
        return thread == Thread.currentThread();
    }

    /**
     * The calling thread, to which the driver is bound, becomes the owner.
     *
     * @return the worker it was driving before, to be given to {@link #leave}
     */
    final @Nullable Worker enter(Driver driver) {
        Worker before = currentOrNull();
        reactor = driver.reactor().orElse(null);
        setCurrent(this);
        thread = Thread.currentThread();
        timers.setOwner(thread);
        probe.drivenBy(thread);
        return before;
    }

    final void leave(@Nullable Worker before) {
        probe.drivenBy(null);
        timers.setOwner(null);
        thread = null;
        setCurrent(before);
    }

    final boolean hasDeferred() {
        return !deferred.isEmpty();
    }

    /** Fires what is due and wakes those that gave way, after a turn of the driver. */
    final void wakeDue() {
        timers.advance();
        wakeDeferred();
    }

    /** Wakes those that gave way, without a turn. */
    final void wakeDeferred() {
        deferred.wakeAll();
        for (Job job = deferred.release(); job != null; job = deferred.release()) {
            scheduler.schedule(job);
        }
    }
}
