package io.ringwake.scheduler;

import io.ringwake.reactor.Reactor;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/** What one worker has done so far. Written by the worker, read by any thread. */
final class WorkerCounters {
    private enum Count {
        POLLS,
        WAKES,
        PARKS,
        UNPARKS,
        TURNS,
        STEALS,
        STOLEN_TASKS,
        OVERFLOWS,
        QUEUE_DEPTH,
        MEAN_POLL_NANOS,
        PARKED_NANOS
    }

    private final AtomicLongArray values = new AtomicLongArray(Count.values().length);

    void addPoll() {
        add(Count.POLLS, 1);
    }

    void addWakes(int count) {
        add(Count.WAKES, count);
    }

    /** A wait has ended. */
    void addPark(long parkedNanos, boolean unparked) {
        add(Count.PARKS, 1);
        add(Count.PARKED_NANOS, parkedNanos);
        if (unparked) {
            add(Count.UNPARKS, 1);
        }
    }

    void addTurn() {
        add(Count.TURNS, 1);
    }

    /** Tasks were taken from another worker. */
    void addSteal(int tasks) {
        add(Count.STEALS, 1);
        add(Count.STOLEN_TASKS, tasks);
    }

    /** The queue was full, and part of it was moved to the injector. */
    void addOverflow() {
        add(Count.OVERFLOWS, 1);
    }

    void setQueueDepth(int depth) {
        values.setOpaque(Count.QUEUE_DEPTH.ordinal(), depth);
    }

    void setMeanPollNanos(long nanos) {
        values.setOpaque(Count.MEAN_POLL_NANOS.ordinal(), nanos);
    }

    long polls() {
        return read(Count.POLLS);
    }

    WorkerMetrics snapshot(int index, Optional<Reactor> reactor) {
        return new WorkerMetrics(
                index,
                read(Count.POLLS),
                read(Count.WAKES),
                read(Count.PARKS),
                read(Count.UNPARKS),
                read(Count.TURNS),
                read(Count.STEALS),
                read(Count.STOLEN_TASKS),
                read(Count.OVERFLOWS),
                read(Count.QUEUE_DEPTH),
                read(Count.MEAN_POLL_NANOS),
                read(Count.PARKED_NANOS),
                RingMetrics.of(reactor));
    }

    private void add(Count count, long delta) {
        // Plain read: only the worker writes. Opaque write: whole, and seen in the end, no more.
        int index = count.ordinal();
        values.setOpaque(index, values.getPlain(index) + delta);
    }

    private long read(Count count) {
        return values.getOpaque(count.ordinal());
    }
}
