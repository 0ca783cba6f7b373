package io.ringwake.scheduler;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many workers are inside a call that blocks their thread. When all are, nobody runs jobs; so
 * one of those that wait for a job there becomes the stand-in and runs them itself.
 *
 * <p>No such moment is missed: who waits registers in {@link Waiting} and then looks at the count;
 * who enters raises the count and then wakes those registered. All four are sequentially
 * consistent.
 *
 * <p>If none of them waits for a job, and the runtime closes, nobody would end the jobs that were
 * aborted, for which these very calls may wait. The calls are broken off then. That takes three
 * things: the runtime closes, all are inside, none waits for a job. Whoever makes one of them true
 * looks at the other two afterwards, so that the last of the three to come sees all. Thread-safe.
 */
final class InPlaceCount {
    private final int workers;
    private final Waiting waiting;
    private final Runnable breakOff;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger joining = new AtomicInteger();

    // Written once, by who closes; read by those who enter and who have joined.
    private volatile boolean closing;

    /**
     * Of so many workers.
     *
     * @param breakOff interrupts the calls that the workers are in; any of them or who closes
     */
    InPlaceCount(int workers, Waiting waiting, Runnable breakOff) {
        this.workers = workers;
        this.waiting = waiting;
        this.breakOff = breakOff;
    }

    /** A worker begins to block. */
    void enter() {
        if (inside.incrementAndGet() == workers) {
            waiting.lookAgain();
        }
        breakOffIfStuck();
    }

    /** It is back. */
    void leave() {
        inside.decrementAndGet();
    }

    boolean areAll() {
        return inside.get() == workers;
    }

    /** One of those inside begins to wait for a job: it may become the stand-in. */
    void beginJoin() {
        joining.incrementAndGet();
    }

    /** It has the job, or has given up. */
    void endJoin() {
        joining.decrementAndGet();
        breakOffIfStuck();
    }

    /** The runtime closes, and all jobs have been aborted: there must be somebody to end them. */
    void close() {
        closing = true;
        breakOffIfStuck();
    }

    private void breakOffIfStuck() {
        if (closing && areAll() && joining.get() == 0) {
            breakOff.run();
        }
    }

    /** If all workers block: whether the calling one is to run jobs. It enters again afterwards. */
    boolean standIn() {
        return inside.compareAndSet(workers, workers - 1);
    }
}
