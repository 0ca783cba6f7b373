package io.ringwake.time;

import io.ringwake.future.Future;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.timer.Clock;
import io.ringwake.scheduler.timer.Timers;
import java.time.Duration;
import java.util.Objects;

/**
 * Waiting for time to pass. Millisecond resolution, never early.
 *
 * <p>Every method needs the runtime whose clock it means, and throws {@link IllegalStateException}
 * outside of one: create the future inside a task, for instance in the function of {@link
 * io.ringwake.future.Futures#lazy}, or enter the runtime first.
 *
 * <p>A negative duration counts as zero, one of more than 73 years as 73 years.
 */
public final class Time {
    private Time() {}

    /** The runtime's clock: what deadlines are values of, compared by subtraction only. */
    public static long nanoTime() {
        return clock().nanoTime();
    }

    /** Returns a future that is ready when the duration, counted from now, has passed. */
    public static Sleep sleep(Duration duration) {
        Clock clock = clock();
        return new Sleep(clock, deadlineAfter(clock, duration));
    }

    /** Returns a future that is ready when the runtime's clock has reached the instant. */
    public static Sleep sleepUntil(long nanoTime) {
        return new Sleep(clock(), nanoTime);
    }

    /**
     * Returns a future that ends as the given one, or with {@link
     * java.util.concurrent.TimeoutException} when the duration, counted from now, has passed
     * before; the given future is then cancelled, without waiting for what it cleans up (see {@link
     * io.ringwake.future.Futures}). A future that is ready wins over a deadline that has passed.
     */
    public static <T> Future<T> timeout(Duration duration, Future<T> future) {
        Objects.requireNonNull(future, "future");
        return new Timeout<>(deadlineAfter(clock(), duration), duration, future);
    }

    /** The same with a deadline as a value of the runtime's clock, see {@link #nanoTime}. */
    public static <T> Future<T> timeoutAt(long nanoTime, Future<T> future) {
        Objects.requireNonNull(future, "future");
        return new Timeout<>(nanoTime, null, future);
    }

    /**
     * Returns an interval whose first tick is now and whose others follow each period.
     *
     * @throws IllegalArgumentException if the period is not positive
     */
    public static Interval interval(Duration period) {
        Clock clock = clock();
        return new Interval(clock, clock.nanoTime(), period);
    }

    /** The same with the first tick at an instant of the runtime's clock. */
    public static Interval intervalAt(long nanoTime, Duration period) {
        return new Interval(clock(), nanoTime, period);
    }

    private static Clock clock() {
        return Scheduler.current().clock();
    }

    private static long deadlineAfter(Clock clock, Duration duration) {
        return Timers.deadlineAfter(clock, Delays.nanosOf(duration));
    }
}
