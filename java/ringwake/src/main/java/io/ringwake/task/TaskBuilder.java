package io.ringwake.task;

import io.ringwake.future.Future;
import io.ringwake.scheduler.Priority;
import io.ringwake.scheduler.Scheduler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a task is called, where and how soon it runs, see {@link Tasks#builder}. One thread; may be
 * used again.
 */
public final class TaskBuilder {
    private static final int ANY_WORKER = -1;

    private Priority priority = Priority.NORMAL;
    private int worker = ANY_WORKER;
    private @Nullable String name;

    TaskBuilder() {}

    /** What it is called in messages and reports; no name by default. */
    public TaskBuilder name(String value) {
        name = Objects.requireNonNull(value, "name");
        return this;
    }

    /** How soon it runs among the tasks that are ready; {@link Priority#NORMAL} by default. */
    public TaskBuilder priority(Priority value) {
        priority = Objects.requireNonNull(value, "priority");
        return this;
    }

    /**
     * Runs it on this worker alone: no other takes it, also while that one is busy. For what
     * belongs to the worker, such as the accepting of its own listener.
     *
     * @param index 0 to the number of workers - 1
     */
    public TaskBuilder onWorker(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("onWorker=" + index + ", allowed: 0 or more");
        }
        worker = index;
        return this;
    }

    /**
     * Starts the future as a task of the current runtime, as {@link Tasks#spawn} does.
     *
     * @throws IllegalStateException outside a runtime
     * @throws IllegalArgumentException if the runtime has no such worker
     */
    public <T> JoinHandle<T> spawn(Future<T> future) {
        return spawnOn(Scheduler.current(), future);
    }

    /** The same on a given scheduler, from any thread. */
    public <T> JoinHandle<T> spawnOn(Scheduler scheduler, Future<T> future) {
        if (worker >= scheduler.workers()) {
            throw new IllegalArgumentException(
                    "onWorker=" + worker + ", allowed: 0.." + (scheduler.workers() - 1));
        }
        return Task.start(new PlacedTask<>(scheduler, future, priority, worker, name));
    }
}
