package io.ringwake.scheduler;

/**
 * Told of what happens to the threads and tasks of a runtime. Every method does nothing unless
 * overridden. Called on the thread in question, by several threads at once; must not block. What a
 * hook throws is logged (logger {@code io.ringwake}, level ERROR) and has no other effect.
 */
public interface RuntimeHooks {
    /** Hooks that do nothing. */
    RuntimeHooks NONE = new RuntimeHooks() {};

    /**
     * A thread of the runtime has begun, a worker's or a blocking one; called on it. The
     * current-thread flavour starts no thread for its worker.
     */
    default void threadStarted() {}

    /** The thread is about to end; called on it. */
    default void threadStopping() {}

    /** The worker has nothing to run and is about to wait; called on its thread. */
    default void workerParking(int worker) {}

    /** The worker has come back from waiting; called on its thread. */
    default void workerUnparked(int worker) {}

    /** A task was accepted and is about to be queued; called on the thread that spawns it. */
    default void taskSpawned(long taskId) {}

    /**
     * A task has ended, in whatever way; called on the thread that ended it, before those that wait
     * for the task are woken.
     */
    default void taskEnded(long taskId) {}
}
