package io.ringwake.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * A thread of a multi-thread runtime. A daemon: a runtime that nobody waits for does not keep the
 * JVM alive.
 */
final class WorkerThread extends Thread {
    /** Plain: of use to this thread only. */
    @Nullable Worker worker;

    /** The worker whose task blocks this thread just now. Plain, as above. */
    @Nullable StealingWorker blocked;

    WorkerThread(Runnable body, String name) {
        super(body, name);
        setDaemon(true);
    }

    /** The calling thread, which is one. */
    static WorkerThread current() {
        return (WorkerThread) Thread.currentThread();
    }

    /** The worker that the calling thread drives or blocks; null if it is none of these. */
    static @Nullable StealingWorker workerOrBlocked() {
        if (!(Thread.currentThread() instanceof WorkerThread own)) {
            return null;
        }
        return own.worker instanceof StealingWorker driven ? driven : own.blocked;
    }
}
