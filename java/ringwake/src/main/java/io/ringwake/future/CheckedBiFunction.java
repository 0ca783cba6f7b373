package io.ringwake.future;

/**
 * A function of two arguments that may fail with any exception.
 *
 * @param <A> the first argument
 * @param <B> the second argument
 * @param <R> the result
 */
@FunctionalInterface
public interface CheckedBiFunction<A, B, R> {
    /** Computes the result. */
    R apply(A first, B second) throws Exception;
}
