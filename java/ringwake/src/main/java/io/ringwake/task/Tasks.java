package io.ringwake.task;

import io.ringwake.future.Future;
import io.ringwake.scheduler.Scheduler;

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
        Task<T> task = Task.start(scheduler, future);
        scheduler.runUntil(task);
        return task.join();
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
}
