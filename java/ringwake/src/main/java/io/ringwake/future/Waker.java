package io.ringwake.future;

/**
 * Tells an executor that a task should be polled again.
 *
 * <p>Thread-safe, never blocks, may be called any number of times, also after the task has ended,
 * when it has no effect. What the caller wrote before {@link #wake} is visible to the poll that
 * follows. It does not throw: who calls it, the reactor for instance, has nobody to tell, and ends
 * the runtime. The task object itself is the usual implementation, so keeping a waker costs
 * nothing.
 */
@FunctionalInterface
public interface Waker {
    /** Asks for another poll; calls before that poll begins count once. */
    void wake();

    /**
     * Whether waking the other has the same effect, so that a stored waker need not be replaced.
     */
    @SuppressWarnings("ReferenceEquality") // the very object is meant
    default boolean willWake(Waker other) {
        return this == other;
    }
}
