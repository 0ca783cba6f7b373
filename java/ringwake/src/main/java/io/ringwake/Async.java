package io.ringwake;

import io.ringwake.future.Future;

/**
 * Straight-line code that waits without blocking a thread.
 *
 * <pre>{@code
 * import static io.ringwake.Async.*;
 *
 * Future<Integer> length = async(() -> {
 *     int n = await(stream.read(buf));
 *     return n;
 * });
 * }</pre>
 *
 * <p>The compiler of Ringwake, which runs after javac, turns each block into a future of its own: a
 * small object that holds what the block needs behind the await at which it waits.
 */
public final class Async {
    private Async() {}

    /**
     * Returns a future that runs the body. Nothing runs before its first poll; cancelling it has a
     * {@link java.util.concurrent.CancellationException} thrown at the await at which it waits.
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static <T> Future<T> async(AsyncBody<T> body) {
        throw notProcessed("async()");
    }

    /**
     * Waits for the future inside of an async block, and returns its value.
     *
     * @throws Exception what the future failed with, the very object
     * @throws IllegalStateException outside of an async block
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static <T> T await(Future<T> future) throws Exception {
        throw notProcessed("await()");
    }

    private static IllegalStateException notProcessed(String call) {
        return new IllegalStateException(call + " in a class that was not processed");
    }
}
