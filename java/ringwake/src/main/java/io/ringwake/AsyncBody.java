package io.ringwake;

import org.jspecify.annotations.Nullable;

/**
 * The code of an async block, which may {@linkplain Async#await await} futures and fail with any
 * exception.
 *
 * @param <T> what the block ends with; a body without a value is one of {@link Void} and returns
 *     null
 */
@FunctionalInterface
public interface AsyncBody<T> {
    /** Runs the block; null only where {@code T} is Void, or callers expect it. */
    @Nullable T run() throws Exception;
}
