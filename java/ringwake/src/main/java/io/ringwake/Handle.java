package io.ringwake;

import io.ringwake.future.Future;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.TaskExecutor;
import io.ringwake.task.Tasks;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A reference to a runtime, for use from any thread; it does not keep the runtime open. */
public final class Handle {
    private final Scheduler scheduler;

    Handle(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Returns the runtime the calling thread is in, as {@link Ringwake#current} does.
     *
     * @throws IllegalStateException outside a runtime
     */
    public static Handle current() {
        return new Handle(Scheduler.current());
    }

    /**
     * Starts the future as a task. Any thread. Once the runtime is being closed, the future is
     * cancelled by the calling thread instead, and the handle says so: callers that race with the
     * end of the runtime need no case of their own.
     */
    public <T> JoinHandle<T> spawn(Future<T> future) {
        return Tasks.spawnOn(scheduler, future);
    }

    /**
     * Makes the call on a blocking thread of the runtime, as {@link Tasks#spawnBlocking} does. Any
     * thread.
     */
    public <T> JoinHandle<T> spawnBlocking(Callable<? extends T> call) {
        return Tasks.spawnBlockingOn(scheduler, call);
    }

    /**
     * The runtime as an executor: each action is a task, which like a poll is not to block. Once
     * the runtime is closed it throws {@link java.util.concurrent.RejectedExecutionException}; what
     * an action throws goes to the failure handler.
     */
    public Executor executor() {
        return new TaskExecutor(scheduler);
    }

    /** Starts the future as a task of this runtime, see {@link JoinHandle#toCompletableFuture}. */
    public <T> CompletableFuture<T> toCompletableFuture(Future<T> future) {
        return spawn(future).toCompletableFuture();
    }

    /** Drives or waits for the runtime as {@link Ringwake#blockOn} does. */
    public <T> T blockOn(Future<T> future) throws Exception {
        return Tasks.blockOn(scheduler, future);
    }

    /**
     * Makes this the current runtime of the calling thread until the result is closed, so that
     * {@link Tasks#spawn} and {@code Time.sleep} work there; inside a poll of another runtime they
     * mean this one then. To be closed by the same thread, the last entered first, and in the poll
     * that has entered.
     */
    public Entered enter() {
        return new Entered(scheduler.enter());
    }

    /** The number of the runtime, which no other of this process has had. */
    public long id() {
        return scheduler.id();
    }

    /** What {@link RingwakeBuilder#name} has called the runtime; empty without that. */
    public Optional<String> name() {
        return scheduler.config().name();
    }

    /** Whether the runtime is closed or being closed. */
    public boolean isClosed() {
        return scheduler.isClosed();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Handle handle && handle.scheduler.equals(scheduler);
    }

    @Override
    public int hashCode() {
        return scheduler.hashCode();
    }

    /** The time between {@link Handle#enter} and {@link #close}. */
    public static final class Entered implements AutoCloseable {
        private final @Nullable Scheduler before;

        private Entered(@Nullable Scheduler before) {
            this.before = before;
        }

        @Override
        public void close() {
            Scheduler.leave(before);
        }
    }
}
