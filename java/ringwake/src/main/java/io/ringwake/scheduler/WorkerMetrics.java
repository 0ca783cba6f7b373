package io.ringwake.scheduler;

/**
 * A snapshot of one worker.
 *
 * @param index its number
 * @param polls polls of tasks
 * @param wakes times a task was queued here
 * @param parks times it waited for completions, timers or other threads
 * @param unparks times another thread ended such a wait
 * @param turns turns of the reactor, the waiting ones included
 * @param steals times it took tasks from another worker
 * @param stolenTasks tasks it took from other workers
 * @param overflows times its full queue was moved to the injector in part
 * @param queueDepth tasks in its queue
 * @param meanPollNanos how long a poll takes, a mean that forgets; 0 before the first is known
 * @param parkedNanos how long it has waited in all, the present wait included; between two
 *     snapshots it was busy for the rest of the time
 * @param ring its ring
 */
public record WorkerMetrics(
        int index,
        long polls,
        long wakes,
        long parks,
        long unparks,
        long turns,
        long steals,
        long stolenTasks,
        long overflows,
        long queueDepth,
        long meanPollNanos,
        long parkedNanos,
        RingMetrics ring) {}
