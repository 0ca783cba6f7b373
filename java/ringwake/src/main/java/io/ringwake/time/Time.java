package io.ringwake.time;

import io.ringwake.future.Future;
import java.time.Duration;

/**
 * Waiting for time to pass. Millisecond resolution, never early.
 *
 * <p>Every method needs the runtime whose clock it means, and throws {@link IllegalStateException}
 * outside of one: create the future inside a task, or enter the runtime first.
 */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // until implemented
public final class Time {
    private Time() {}

    /** Returns a future that is ready when the duration, counted from now, has passed. */
    public static Sleep sleep(Duration duration) {
        throw io.ringwake.scheduler.Worker.notLanded();
    }

    /** Returns a future that is ready when the runtime's clock has reached the instant. */
    public static Sleep sleepUntil(long nanoTime) {
        throw io.ringwake.scheduler.Worker.notLanded();
    }

    /**
     * Returns a future that ends as the given one, or with {@link
     * java.util.concurrent.TimeoutException} when the duration, counted from now, has passed
     * before; the given future is then cancelled. A future that is ready wins over a deadline that
     * passed.
     */
    public static <T> Future<T> timeout(Duration duration, Future<T> future) {
        throw io.ringwake.scheduler.Worker.notLanded();
    }
}
