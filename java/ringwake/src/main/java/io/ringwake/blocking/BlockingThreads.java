package io.ringwake.blocking;

/** Makes the threads of a pool. Thread-safe. */
public interface BlockingThreads {
    /**
     * Starts a daemon thread that runs the body.
     *
     * @param number how many were started before
     * @throws OutOfMemoryError if the system has no thread to give; any other Throwable counts the
     *     same
     */
    void start(int number, Runnable body);

    /** Called on each thread that was started: calls the loop once, between what goes around it. */
    void around(Runnable loop);
}
