package io.ringwake;

import org.jspecify.annotations.Nullable;

/**
 * The code of an async block, which may {@linkplain Async#await await} futures and fail with any
 * exception.
 *
 * <p>One without a value is an {@link AsyncAction}.
 *
 * @param <T> what the block ends with
 */
@FunctionalInterface
public interface AsyncBody<T> {
    /** Runs the block; null only where {@code T} is Void, or callers expect it. */
    @Nullable T run() throws Exception;
}
