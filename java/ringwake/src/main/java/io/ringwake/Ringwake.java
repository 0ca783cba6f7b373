package io.ringwake;

import io.ringwake.future.Future;
import io.ringwake.reactor.Backend;
import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.ReactorMetrics;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.SchedulerMetrics;
import io.ringwake.scheduler.TaskDump;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A runtime: runs tasks, their timers and their I/O.
 *
 * <pre>{@code
 * try (Ringwake rt = Ringwake.currentThread().build()) {
 *     JoinHandle<Long> task = rt.spawn(serve(connection));
 *     long bytes = rt.blockOn(task); // throws what the task threw
 * }
 * }</pre>
 */
public final class Ringwake implements AutoCloseable {
    /** A century, so that sums with the clock do not wrap. */
    private static final Duration TIME_MAX = Duration.ofDays(36_500);

    private final Scheduler scheduler;
    private final Handle handle;

    Ringwake(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.handle = new Handle(scheduler);
    }

    /** Describes a runtime that runs on the thread that calls {@link #blockOn}. */
    public static RingwakeBuilder currentThread() {
        return new RingwakeBuilder(false);
    }

    /**
     * Describes a runtime with several workers, each a thread of its own with a ring, timers and a
     * queue, which take tasks from each other. It runs from {@link RingwakeBuilder#build} to {@link
     * #close}, whether or not some thread is in {@link #blockOn}.
     */
    public static RingwakeBuilder multiThread() {
        return new RingwakeBuilder(true);
    }

    /**
     * Returns the runtime the calling thread is in.
     *
     * @throws IllegalStateException outside a runtime
     */
    public static Handle current() {
        return new Handle(Scheduler.current());
    }

    /**
     * Starts the future as a task; it runs while some thread is in {@link #blockOn}. Any thread.
     *
     * @throws IllegalStateException if the runtime is closed
     */
    public <T> JoinHandle<T> spawn(Future<T> future) {
        if (scheduler.isClosed()) {
            throw new IllegalStateException("the runtime is closed");
        }
        return handle.spawn(future);
    }

    /**
     * Makes the call on a blocking thread of the runtime, as {@link Tasks#spawnBlocking} does. Any
     * thread; nobody needs to drive the runtime for that.
     *
     * @throws IllegalStateException if the runtime is closed
     */
    public <T> JoinHandle<T> spawnBlocking(Callable<? extends T> call) {
        if (scheduler.isClosed()) {
            throw new IllegalStateException("the runtime is closed");
        }
        return handle.spawnBlocking(call);
    }

    /**
     * Drives the runtime on this thread until the future has ended, and returns its value. While
     * another thread drives it, that one runs the future and this one waits; should it leave before
     * the future has ended, this one takes over.
     *
     * <p>An interrupt ends the wait for another thread, and cancels the future; the driving thread
     * itself goes on, and keeps its interrupt status.
     *
     * @throws InterruptedException if interrupted while another thread drives
     * @throws IllegalStateException inside a runtime; if this one is closed; if operations are in
     *     flight that belong to another thread, which is named; or if a virtual thread would have
     *     to drive a runtime with I/O
     * @throws java.util.concurrent.CancellationException if the runtime is closed meanwhile
     * @throws Exception what the future failed with, the very object
     */
    public <T> T blockOn(Future<T> future) throws Exception {
        return Tasks.blockOn(scheduler, future);
    }

    /** A reference for other threads. */
    public Handle handle() {
        return handle;
    }

    /** What the scheduler has done and holds. Any thread. */
    public SchedulerMetrics metrics() {
        return scheduler.metrics();
    }

    /**
     * What each task waits for: the chain of awaits and futures, with file and line where those are
     * async blocks. Taken while the workers run, without stopping them; {@link TaskDump} says what
     * may be missed. Its text is for printing. Any thread.
     */
    public TaskDump dump() {
        return scheduler.dump();
    }

    /** The counters of the reactor; empty until the first {@link #blockOn}, and without I/O. */
    public Optional<ReactorMetrics> reactorMetrics() {
        return scheduler.reactor().map(Reactor::metrics);
    }

    /** The backend in use; empty until the first {@link #blockOn}, and without I/O. */
    public Optional<Backend> backend() {
        return scheduler.reactor().map(Reactor::backend);
    }

    /** Why the backend in use is not the first choice, if it is not. */
    public Optional<String> backendFallback() {
        return scheduler.reactor().flatMap(Reactor::backendFallback);
    }

    /**
     * Cancels all tasks, waits within the shutdown timeout until operations have ended, and
     * releases everything. From inside a task it returns at once, and the driving thread does so as
     * soon as the task gives way: its {@link #blockOn} then throws {@link
     * java.util.concurrent.CancellationException}. Any thread; the second call has no effect.
     */
    @Override
    public void close() {
        scheduler.close();
    }

    /**
     * As {@link #close}, with another time to wait than the {@link RingwakeBuilder#shutdownTimeout}
     * that was configured. What has not ended by then is left to itself, and logged.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public void closeWithin(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time=" + time + ", allowed: zero or more");
        }
        boolean huge = time.compareTo(TIME_MAX) > 0;
        scheduler.closeWithin(huge ? TIME_MAX.toNanos() : time.toNanos());
    }

    /**
     * Begins to {@link #close} and returns without waiting for tasks or blocking work: for callers
     * that must not block, such as tasks of other runtimes. On multi_thread a daemon thread does
     * the rest, within the shutdown timeout; the process may end before it has. On current_thread
     * the thread that drives does so, as soon as the task it runs gives way. If there is none the
     * calling thread does, at once: tasks are cancelled, and what their clean-up would wait for is
     * left undone, as by {@link #closeWithin} zero. Any thread; no effect after another close.
     */
    public void closeInBackground() {
        scheduler.closeInBackground();
    }
}
