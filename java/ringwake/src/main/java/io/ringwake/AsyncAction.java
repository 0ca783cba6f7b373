package io.ringwake;

/**
 * The code of an async block without a value, which may {@linkplain Async#await await} futures and
 * fail with any exception.
 */
@FunctionalInterface
public interface AsyncAction {
    /**
     * Runs the block.
     *
     * @throws Exception what the block fails with, which its future fails with then
     */
    void run() throws Exception;
}
