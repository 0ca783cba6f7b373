package io.ringwake.scheduler;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls that block one worker's thread while a task is polled on it. What waited there has been
 * handed over before; inside, the thread is in the runtime without driving it. Owner only, but for
 * {@link #breakOff}.
 */
final class InPlace {
    private final StealingWorker worker;
    private final MultiThreadScheduler scheduler;
    private final InPlaceCount count;
    private final ReentrantLock lock = new ReentrantLock();

    /** The thread while it is inside. Guarded by the lock. */
    private @Nullable Thread inside;

    /** Whether its call was interrupted by {@link #breakOff}. Guarded by the lock. */
    private boolean brokenOff;

    InPlace(StealingWorker worker, MultiThreadScheduler scheduler, InPlaceCount count) {
        this.worker = worker;
        this.scheduler = scheduler;
        this.count = count;
    }

    /** Makes the call; the poll goes on afterwards as if nothing had been. */
    <T> T call(Callable<? extends T> call) throws Exception {
        Scheduler inside = worker.entered();
        StealingWorker.Poll poll = worker.savePoll();
        stepOut();
        Scheduler before = inside.enter();
        try {
            return call.call();
        } finally {
            Scheduler.leave(before);
            stepIn();
            worker.restorePoll(poll);
        }
    }

    private void stepOut() {
        WorkerThread thread = WorkerThread.current();
        thread.worker = null;
        thread.blocked = worker;
        worker.probe().pause();
        setInside(thread);
        count.enter();
    }

    private void stepIn() {
        count.leave();
        resume();
    }

    /**
     * Interrupts the call, if there is one: the runtime closes, and needs the worker. Any thread.
     * Under the lock, so that it does not reach what comes after the call.
     */
    void breakOff() {
        lock.lock();
        try {
            if (inside != null) {
                brokenOff = true;
                inside.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private void setInside(@Nullable Thread thread) {
        lock.lock();
        try {
            inside = thread;
            if (brokenOff) {
                brokenOff = false;
                Thread.interrupted(); // was meant for the call
            }
        } finally {
            lock.unlock();
        }
    }

    private void resume() {
        setInside(null);
        WorkerThread thread = WorkerThread.current();
        thread.blocked = null;
        thread.worker = worker;
    }

    /**
     * Inside such a call: waits until the job has ended. The other workers run it; when all of them
     * block as well, this one does, in the middle of its call.
     *
     * @throws IllegalStateException if the runtime has ended, and the job has not
     */
    void await(Job job) throws InterruptedException {
        count.beginJoin();
        try {
            awaitOrRun(job);
        } finally {
            count.endJoin();
        }
    }

    private void awaitOrRun(Job job) throws InterruptedException {
        while (!job.isFinished()) {
            if (count.standIn()) {
                standIn(job);
            } else {
                scheduler.waiting().await(job, count::areAll);
            }
        }
    }

    /** Runs jobs until this one has ended. What those do in place is not part of this wait. */
    private void standIn(Job job) {
        count.endJoin();
        resume();
        try {
            worker.roundsUntil(job);
        } finally {
            count.beginJoin();
            stepOut();
        }
        if (scheduler.isStopping() && !job.isFinished()) {
            throw new IllegalStateException("the runtime was closed meanwhile");
        }
    }
}
