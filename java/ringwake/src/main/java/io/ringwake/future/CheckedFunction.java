package io.ringwake.future;

/**
 * A function that may fail with any exception, as the steps of a computation do.
 *
 * @param <A> the argument
 * @param <R> the result
 */
@FunctionalInterface
public interface CheckedFunction<A, R> {
    /** Computes the result. */
    R apply(A argument) throws Exception;
}
