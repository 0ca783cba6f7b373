package io.ringwake;

import io.ringwake.async.ThreadBody;
import io.ringwake.future.Future;
import java.util.Objects;

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
 * small object that holds what the block needs behind the await at which it waits. In a class that
 * was not processed, as in a scratch file, a block means the same but runs on a thread of its own,
 * virtual where the JDK has those: task locals are those of the task there, thread-local variables
 * are not those of the thread that polls. A line at debug level says so once.
 */
public final class Async {
    private Async() {}

    /**
     * Returns a future that runs the body. Nothing runs before its first poll, and what runs is in
     * the task that polls: one at a time, but not always on the same thread.
     *
     * <p>When it is cancelled, the future at whose await it waits is cancelled first; then the
     * await throws {@link java.util.concurrent.CancellationException}, so that finally blocks run
     * and resources are closed. A finally block may await. See {@link Future#pollCancel}.
     *
     * <p>A {@code catch (Exception e)} around an await takes that exception too, and the block goes
     * on as if nothing had happened, a loop with its next round. Catch the type that is meant, say
     * {@code IOException}, or let the cancelling pass first:
     *
     * <pre>{@code
     * } catch (CancellationException e) {
     *     throw e;
     * } catch (Exception e) {
     *     log(e);
     * }
     * }</pre>
     *
     * <p>A block that is cancelled before its first poll, as in a task that is aborted before it
     * has run, never runs at all: its finally blocks neither, and what it captured stays open. Open
     * a resource inside of the block, or hand it to {@link Future#thenClose}, which closes it then
     * as well.
     */
    public static <T> Future<T> async(AsyncBody<T> body) {
        Objects.requireNonNull(body, "body");
        return new ThreadBody<>(body::run, body.getClass());
    }

    /**
     * The same for a body that ends without a value.
     *
     * <p>A lambda that fits both, as one that never ends, is a body with a value. Of an overloaded
     * method a reference fits neither better, and javac asks for a lambda.
     */
    public static Future<Void> async(AsyncAction body) {
        Objects.requireNonNull(body, "body");
        return new ThreadBody<>(
                () -> {
                    body.run();
                    return null;
                },
                body.getClass());
    }

    /**
     * Waits for the future inside of an async block, and returns its value.
     *
     * @throws Exception what the future failed with, the very object
     * @throws java.util.concurrent.CancellationException if the block is cancelled meanwhile; a
     *     handler for all exceptions must throw it on
     * @throws IllegalStateException outside of an async block
     */
    public static <T> T await(Future<T> future) throws Exception {
        return ThreadBody.await(future);
    }
}
