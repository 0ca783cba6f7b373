package io.ringwake.task;

import io.ringwake.future.Future;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.Worker;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/** What a task may ask of the runtime it runs on. */
public final class Tasks {
    private Tasks() {}

    /**
     * Starts the future as a task of the current runtime. While that is being closed the future is
     * cancelled, and the handle says so.
     *
     * @throws IllegalStateException outside a runtime
     */
    public static <T> JoinHandle<T> spawn(Future<T> future) {
        return spawnOn(Scheduler.current(), future);
    }

    /** The same on a given scheduler, from any thread. */
    public static <T> JoinHandle<T> spawnOn(Scheduler scheduler, Future<T> future) {
        return Task.start(scheduler, future);
    }

    /** Begins a task that is to run on a certain worker, or sooner or later than others. */
    public static TaskBuilder builder() {
        return new TaskBuilder();
    }

    /**
     * Makes the call on a thread that may block: file I/O, locks, long computations. There are at
     * most {@code maxBlockingThreads} of them; what is beyond that waits in a queue without limit.
     * Inside the call this runtime is the current one: {@link #spawn} and {@code spawnBlocking}
     * work there, and so does {@code Handle.blockOn}.
     *
     * <p>What was accepted is done, or the handle says why not: {@link
     * java.util.concurrent.CancellationException} if it was aborted before it began or the runtime
     * was closed, the {@link OutOfMemoryError} if the system has no thread for it and there are no
     * others. {@link JoinHandle#abort} has no effect on a call that has begun. Closing the runtime
     * waits for such calls until the shutdown timeout, and then leaves them to themselves.
     *
     * @throws IllegalStateException outside a runtime
     */
    public static <T> JoinHandle<T> spawnBlocking(Callable<? extends T> call) {
        return spawnBlockingOn(Scheduler.current(), call);
    }

    /** The same on a given scheduler's threads, from any thread. */
    public static <T> JoinHandle<T> spawnBlockingOn(
            Scheduler scheduler, Callable<? extends T> call) {
        return BlockingTask.start(scheduler, call);
    }

    /**
     * Makes a call that may block, here and now, in the middle of a poll. What waits on this worker
     * to be run is handed to the others before. What only this worker can do waits until the call
     * is back: timers that were armed on it, completions of its ring, tasks pinned to it; and so do
     * futures joined with this one in the same task. A call on a blocking thread ({@link
     * #spawnBlocking}) makes nothing wait, and is the better choice unless the call needs this
     * thread.
     *
     * <p>Inside, this runtime is the current one, and {@code Handle.blockOn} and {@link
     * JoinHandle#join} work: the other workers run what they wait for; if all are inside such
     * calls, one of them goes on running tasks while it waits. When all are inside calls that wait
     * for something else, no task runs; and if the runtime closes then, the calls are interrupted,
     * since what they wait for may be the end of a task.
     *
     * <p>Outside of a worker, on a blocking thread for instance, it is no more than the call.
     *
     * @throws IllegalStateException on current_thread, which has no other worker
     * @throws Exception what the call throws
     */
    public static <T> T blockInPlace(Callable<? extends T> call) throws Exception {
        Worker worker = Worker.currentOrNull();
        return worker == null ? call.call() : worker.blockInPlace(call);
    }

    /**
     * Starts the future as a task, drives the scheduler until it has ended, and returns its value.
     *
     * @throws InterruptedException if interrupted while another thread drives
     * @throws IllegalStateException inside a runtime, or if the scheduler is closed
     * @throws Exception what the future failed with
     */
    public static <T> T blockOn(Scheduler scheduler, Future<T> future) throws Exception {
        Scheduler.refuseInsideRuntime(
                "blockOn()",
                "await the future (andThen, map), start it with Tasks.spawn, or call blockOn from a"
                        + " thread outside of it");
        if (scheduler.isClosed()) {
            throw new IllegalStateException("the runtime is closed");
        }
        Task<T> task = Task.adoptRoot(scheduler, future);
        scheduler.runUntil(task);
        return task.join();
    }

    /**
     * The number of the task whose code the caller is: that of its {@link JoinHandle#id}, of {@code
     * dump()} and of the hooks. Inside {@link #spawnBlocking} that of the call, in a {@link
     * LocalSet} that of the set's task, inside {@link #blockInPlace} that of the task around it;
     * what {@code blockOn} was given has a number as well.
     *
     * @throws IllegalStateException outside of a task
     */
    public static long currentId() {
        return tryCurrentId()
                .orElseThrow(() -> new IllegalStateException("currentId() outside of a task"));
    }

    /** The same; empty outside of a task. */
    public static OptionalLong tryCurrentId() {
        long id = CurrentTask.id();
        return id == 0 ? OptionalLong.empty() : OptionalLong.of(id);
    }

    /**
     * Returns a future that lets the other tasks and a turn of the reactor come first, and is then
     * ready.
     */
    public static Future<Void> yieldNow() {
        return new YieldNow();
    }

    /**
     * Returns a future that spends one unit of the task's budget: ready at once, or, when the
     * budget is used up, after the other tasks and a turn of the reactor. For loops that never
     * wait.
     */
    public static Future<Void> consumeBudget() {
        return new ConsumeBudget();
    }

    /**
     * Returns a future that runs the given one without a budget: as long as that is ready for more
     * it does not give way, and the other tasks, the timers and the I/O of its worker wait. What
     * gives way by itself ({@link #yieldNow}) still does, and tasks that it spawns have a budget.
     */
    public static <T> Future<T> unconstrained(Future<T> future) {
        return new Unconstrained<>(future);
    }
}
