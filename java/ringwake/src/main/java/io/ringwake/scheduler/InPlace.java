package io.ringwake.scheduler;

import java.util.concurrent.Callable;

/**
 * The calls that block one worker's thread while a task is polled on it. What waited there has been
 * handed over before; inside, the thread is in the runtime without driving it. Owner only.
 */
final class InPlace {
    private final StealingWorker worker;
    private final MultiThreadScheduler scheduler;
    private final InPlaceCount count;

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
        count.enter();
    }

    private void stepIn() {
        count.leave();
        resume();
    }

    private void resume() {
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
        while (!job.isFinished()) {
            if (count.standIn()) {
                resume();
                try {
                    worker.roundsUntil(job);
                } finally {
                    stepOut();
                }
                if (scheduler.isStopping() && !job.isFinished()) {
                    throw new IllegalStateException("the runtime was closed meanwhile");
                }
            } else {
                scheduler.waiting().await(job, count::areAll);
            }
        }
    }
}
