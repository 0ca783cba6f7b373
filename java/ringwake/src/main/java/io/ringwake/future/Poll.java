package io.ringwake.future;

/**
 * What one poll of a future found: a value, or a promise that its waker will be called.
 *
 * <pre>{@code
 * switch-like use:  if (poll instanceof Poll.Ready<T> ready) { ... ready.value() ... }
 * }</pre>
 *
 * @param <T> the type of the value
 */
public sealed interface Poll<T> {
    /**
     * The future is finished with this value; it must not be polled again.
     *
     * @param value the result; null only in a {@code Poll<Void>}, see {@link Poll#done()}
     */
    record Ready<T>(T value) implements Poll<T> {}

    /** Nothing yet. The waker passed to this poll was stored and will be called. */
    final class Pending<T> implements Poll<T> {
        private static final Pending<?> INSTANCE = new Pending<>();

        private Pending() {}

        @Override
        public String toString() {
            return "Pending";
        }
    }

    /** Returns the shared pending value; allocates nothing. */
    @SuppressWarnings("unchecked") // holds no value of any type
    static <T> Poll<T> pending() {
        return (Poll<T>) Pending.INSTANCE;
    }

    /** Returns ready with the value. */
    static <T> Poll<T> ready(T value) {
        return new Ready<>(value);
    }

    /** Returns ready with a byte or item count; allocates nothing for a count seen before. */
    static Poll<Integer> ready(int count) {
        return ReadyCounts.of(count);
    }

    /** Returns the shared end of a future that has no value; allocates nothing. */
    static Poll<Void> done() {
        return ReadyCounts.DONE;
    }

    /** Whether this is {@link Ready}. */
    default boolean isReady() {
        return this instanceof Ready;
    }
}
