package io.ringwake.scheduler;

import io.ringwake.blocking.BlockingPoolMetrics;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A snapshot of what a runtime has done and holds. Counts are since the runtime was made; those of
 * different workers are read one after the other, each whole, none older than its last turn.
 *
 * @param workers one for each worker, by index
 * @param liveTasks tasks that have been spawned and have not ended, without blocking calls
 * @param spawnedTasks tasks that have been spawned, without blocking calls
 * @param injectorDepth tasks on their way to the workers from other threads
 * @param blocking the threads for blocking calls
 */
public record SchedulerMetrics(
        List<WorkerMetrics> workers,
        int liveTasks,
        long spawnedTasks,
        int injectorDepth,
        BlockingPoolMetrics blocking) {
    public SchedulerMetrics {
        workers = List.copyOf(workers);
    }

    /** Polls of tasks, of all workers. */
    public long polls() {
        return sum(WorkerMetrics::polls);
    }

    /** Times a task was queued, of all workers. */
    public long wakes() {
        return sum(WorkerMetrics::wakes);
    }

    /** Times a worker waited, of all workers. */
    public long parks() {
        return sum(WorkerMetrics::parks);
    }

    /** Turns of the reactors, of all workers. */
    public long turns() {
        return sum(WorkerMetrics::turns);
    }

    /** Times a worker took tasks from another one. */
    public long steals() {
        return sum(WorkerMetrics::steals);
    }

    /** Tasks a worker took from another one. */
    public long stolenTasks() {
        return sum(WorkerMetrics::stolenTasks);
    }

    /** Tasks in the queues of the workers. */
    public long queueDepth() {
        return sum(WorkerMetrics::queueDepth);
    }

    /** Calls of the native enter, of all rings. */
    public long ringCrossings() {
        return sum(worker -> worker.ring().crossings());
    }

    /** Operations submitted, to all rings. */
    public long ringOperations() {
        return sum(worker -> worker.ring().operations());
    }

    /** Completions handed to operations, of all rings. */
    public long ringCompletions() {
        return sum(worker -> worker.ring().completions());
    }

    /** Times a ring was opened on another backend or smaller than asked first. */
    public long ringFallbacks() {
        return sum(worker -> worker.ring().fallbacks());
    }

    private long sum(ToLongFunction<WorkerMetrics> value) {
        return workers.stream().mapToLong(value).sum();
    }
}
