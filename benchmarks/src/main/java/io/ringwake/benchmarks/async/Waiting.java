package io.ringwake.benchmarks.async;

/** Something that waits, with a long, an int and a string to go on with. */
interface Waiting extends AutoCloseable {
    /** Begins one; returns what has to be kept so that it goes on waiting. */
    Object start(long a, int b, String c) throws Exception;

    /** Whether it waits. */
    boolean isWaiting(Object kept);

    /** Returns once all that was started waits, as far as {@link #isWaiting} cannot tell. */
    default void settle() {}

    @Override
    default void close() {}
}
