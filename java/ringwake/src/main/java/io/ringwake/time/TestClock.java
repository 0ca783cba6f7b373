package io.ringwake.time;

import io.ringwake.future.Future;
import io.ringwake.scheduler.timer.Clock;
import io.ringwake.task.Tasks;
import java.time.Duration;

/**
 * A clock that stands still, for tests that should take no time and give the same result each run.
 *
 * <p>While it is paused, a runtime with nothing to do moves it to the next deadline instead of
 * waiting, so tasks see exactly the times they sleep for. It stands still while blocking work
 * ({@code Tasks.spawnBlocking}) is under way, which takes real time; such work must not wait for
 * this clock. {@link #advance} moves it by hand. One clock for one runtime.
 */
public final class TestClock implements Clock {
    // All guarded by this object's monitor: not on a hot path outside of tests.
    private long nanos;
    private boolean paused = true;
    private long resumedAt;

    /** Makes a clock that is paused at 0. */
    public TestClock() {
        this(0);
    }

    /** Makes a clock that is paused at the instant. */
    public TestClock(long nanoTime) {
        nanos = nanoTime;
    }

    @Override
    public synchronized long nanoTime() {
        return paused ? nanos : nanos + (System.nanoTime() - resumedAt);
    }

    /** Stops the clock. */
    public synchronized void pause() {
        nanos = nanoTime();
        paused = true;
    }

    /** Lets the clock run with the system's. */
    public synchronized void resume() {
        if (paused) {
            resumedAt = System.nanoTime();
            paused = false;
        }
    }

    /**
     * Moves the clock and returns a future, to be awaited inside the runtime, that lets everything
     * due by then run before it is ready.
     *
     * @throws IllegalStateException if the clock is not paused
     * @throws IllegalArgumentException if the duration is negative
     */
    public Future<Void> advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration=" + duration + ": must not be negative");
        }
        moveBy(duration.toNanos());
        return Tasks.yieldNow();
    }

    private synchronized void moveBy(long delayNanos) {
        if (!paused) {
            throw new IllegalStateException("advance() needs a paused clock: call pause() first");
        }
        nanos += delayNanos;
    }

    @Override
    public synchronized boolean skipsIdleTime() {
        return paused;
    }

    @Override
    public synchronized void skipTo(long nanoTime) {
        if (paused && nanoTime - nanos > 0) {
            nanos = nanoTime;
        }
    }
}
