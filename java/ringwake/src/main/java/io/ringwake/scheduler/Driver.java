package io.ringwake.scheduler;

import io.ringwake.reactor.Reactor;
import java.util.Optional;

/**
 * What a worker waits in, and what its waiting drives: the reactor. Owned by the thread that opened
 * it, except where said.
 */
public interface Driver extends AutoCloseable {
    /**
     * Makes the calling thread the owner. The one before no longer uses it.
     *
     * @throws IllegalStateException if operations are in flight that belong to another thread
     */
    void bind();

    /**
     * Submits what was queued, waits until something completes, for an {@link #unpark} or for the
     * timeout, and dispatches what has completed.
     *
     * @param timeoutNanos 0 does not wait, negative waits without limit
     */
    void turn(long timeoutNanos);

    /**
     * The owner stops driving, perhaps for good: what ends by itself within a moment is waited for,
     * so that another thread can {@link #bind} it.
     */
    default void rest() {}

    /** Ends the current turn, or the next one if none is waiting. Any thread, also after close. */
    void unpark();

    /** The reactor it drives; empty if it drives none. Any thread. */
    default Optional<Reactor> reactor() {
        return Optional.empty();
    }

    /**
     * Releases everything. What is in flight is cancelled and waited for; on a thread that is not
     * the owner it is abandoned.
     */
    @Override
    void close();
}
