package io.ringwake.scheduler;

import io.ringwake.reactor.Reactor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/** What one worker has done so far. Written by the worker, read by any thread. */
final class WorkerCounters {
    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

    // Numbers, not an enum: a constant index costs the workers less.
    private static final int POLLS = 0;
    private static final int WAKES = 1;
    private static final int PARKS = 2;
    private static final int UNPARKS = 3;
    private static final int TURNS = 4;
    private static final int STEALS = 5;
    private static final int STOLEN_TASKS = 6;
    private static final int OVERFLOWS = 7;
    private static final int QUEUE_DEPTH = 8;
    private static final int MEAN_POLL_NANOS = 9;
    private static final int PARKED_NANOS = 10;
    private static final int PARKED_SINCE = 11;
    private static final int SIZE = 12;

    private final long[] values = new long[SIZE];

    void addPoll() {
        add(POLLS, 1);
    }

    void addWakes(int count) {
        add(WAKES, count);
    }

    /** A wait begins, at this time. */
    void beginPark(long nanoTime) {
        VALUES.setOpaque(values, PARKED_SINCE, nanoTime | 1); // 0: not parked
    }

    /** The wait has ended. */
    void endPark(long nanoTime, boolean unparked) {
        add(PARKS, 1);
        add(PARKED_NANOS, nanoTime - values[PARKED_SINCE]);
        VALUES.setOpaque(values, PARKED_SINCE, 0L);
        if (unparked) {
            add(UNPARKS, 1);
        }
    }

    void addTurn() {
        add(TURNS, 1);
    }

    /** Tasks were taken from another worker. */
    void addSteal(int tasks) {
        add(STEALS, 1);
        add(STOLEN_TASKS, tasks);
    }

    /** The queue was full, and part of it was moved to the injector. */
    void addOverflow() {
        add(OVERFLOWS, 1);
    }

    void setQueueDepth(long depth) {
        VALUES.setOpaque(values, QUEUE_DEPTH, depth);
    }

    void setMeanPollNanos(long nanos) {
        VALUES.setOpaque(values, MEAN_POLL_NANOS, nanos);
    }

    long polls() {
        return read(POLLS);
    }

    long wakes() {
        return read(WAKES);
    }

    WorkerMetrics snapshot(int index, Optional<Reactor> reactor) {
        return new WorkerMetrics(
                index,
                read(POLLS),
                read(WAKES),
                read(PARKS),
                read(UNPARKS),
                read(TURNS),
                read(STEALS),
                read(STOLEN_TASKS),
                read(OVERFLOWS),
                read(QUEUE_DEPTH),
                read(MEAN_POLL_NANOS),
                parkedNanos(),
                RingMetrics.of(reactor));
    }

    /** With the wait that goes on; a snapshot may be off by one that ends just now. */
    private long parkedNanos() {
        long since = read(PARKED_SINCE);
        return read(PARKED_NANOS) + (since == 0 ? 0 : Math.max(0, System.nanoTime() - since));
    }

    private void add(int index, long delta) {
        // Plain read: only the worker writes. Opaque write: whole, and seen in the end, no more.
        VALUES.setOpaque(values, index, values[index] + delta);
    }

    private long read(int index) {
        return (long) VALUES.getOpaque(values, index);
    }
}
