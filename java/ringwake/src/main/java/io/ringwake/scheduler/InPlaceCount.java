package io.ringwake.scheduler;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many workers are inside a call that blocks their thread. When all are, nobody runs jobs; so
 * one of those that wait for a job there becomes the stand-in and runs them itself.
 *
 * <p>No such moment is missed: who waits registers in {@link Waiting} and then looks at the count;
 * who enters raises the count and then wakes those registered. All four are sequentially
 * consistent. Thread-safe.
 */
final class InPlaceCount {
    private final int workers;
    private final Waiting waiting;
    private final AtomicInteger inside = new AtomicInteger();

    InPlaceCount(int workers, Waiting waiting) {
        this.workers = workers;
        this.waiting = waiting;
    }

    /** A worker begins to block. */
    void enter() {
        if (inside.incrementAndGet() == workers) {
            waiting.lookAgain();
        }
    }

    /** It is back. */
    void leave() {
        inside.decrementAndGet();
    }

    boolean areAll() {
        return inside.get() == workers;
    }

    /** If all workers block: whether the calling one is to run jobs. It enters again afterwards. */
    boolean standIn() {
        return inside.compareAndSet(workers, workers - 1);
    }
}
