package io.ringwake.scheduler;

/**
 * A snapshot of what a scheduler has done and holds.
 *
 * @param polls polls of tasks
 * @param wakes times a task was queued, from whatever thread
 * @param parks times the worker waited for completions, timers or other threads
 * @param turns turns of the reactor, the waiting ones included
 * @param liveTasks tasks that have been spawned and have not ended
 * @param injectorDepth tasks on their way to the worker from other threads
 */
public record SchedulerMetrics(
        long polls, long wakes, long parks, long turns, int liveTasks, int injectorDepth) {}
