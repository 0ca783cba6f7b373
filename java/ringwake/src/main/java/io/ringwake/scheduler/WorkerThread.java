package io.ringwake.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * A thread of a multi-thread runtime. A daemon: a runtime that nobody waits for does not keep the
 * JVM alive.
 */
final class WorkerThread extends Thread {
    /** Plain: of use to this thread only. */
    @Nullable Worker worker;

    WorkerThread(Runnable body, String name) {
        super(body, name);
        setDaemon(true);
    }
}
