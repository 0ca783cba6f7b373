package io.ringwake.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What one worker has done so far. Written by the worker, read by any thread. */
final class WorkerCounters {
    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

    private static final int POLLS = 0;
    private static final int WAKES = 1;
    private static final int PARKS = 2;
    private static final int TURNS = 3;

    private final long[] values = new long[TURNS + 1];

    void addPoll() {
        add(POLLS, 1);
    }

    void addWakes(int count) {
        add(WAKES, count);
    }

    void addPark() {
        add(PARKS, 1);
    }

    void addTurn() {
        add(TURNS, 1);
    }

    long polls() {
        return read(POLLS);
    }

    long wakes() {
        return read(WAKES);
    }

    long parks() {
        return read(PARKS);
    }

    long turns() {
        return read(TURNS);
    }

    private void add(int index, long count) {
        // Plain read: only the worker writes. Opaque write: whole, and seen in the end, no more.
        VALUES.setOpaque(values, index, values[index] + count);
    }

    private long read(int index) {
        return (long) VALUES.getOpaque(values, index);
    }
}
