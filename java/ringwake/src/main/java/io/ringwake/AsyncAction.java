package io.ringwake;

/**
 * The code of an async block without a value, which may {@linkplain Async#await await} futures and
 * fail with any exception.
 */
@FunctionalInterface
public interface AsyncAction {
    /** Runs the block. */
    void run() throws Exception;
}
