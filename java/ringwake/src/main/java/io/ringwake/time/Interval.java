package io.ringwake.time;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.scheduler.timer.Clock;
import io.ringwake.scheduler.timer.Timers;
import java.time.Duration;

/** Ticks at a fixed period. Used by one task at a time; waiting for a tick allocates nothing. */
public final class Interval {
    /** A tick taken up to this much after it was due counts as in time. */
    private static final long LATE_NANOS = Duration.ofMillis(5).toNanos();

    private final Clock clock;
    private final long periodNanos;
    private final Sleep sleep;
    private final Future<Long> tick = new Tick();
    private MissedTicks missedTicks = MissedTicks.BURST;

    Interval(Clock clock, long firstNanos, Duration period) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("period=" + period + ": must be positive");
        }
        this.clock = clock;
        this.periodNanos = Delays.nanosOf(period);
        this.sleep = new Sleep(clock, firstNanos);
    }

    /** Says what happens after a late tick; {@link MissedTicks#BURST} unless set. */
    public Interval missedTicks(MissedTicks behaviour) {
        missedTicks = behaviour;
        return this;
    }

    /**
     * Returns the future of the next tick: the instant it was due. It is the same object each time,
     * and may be polled again after it was ready, for the tick after.
     */
    public Future<Long> tick() {
        return tick;
    }

    /** The time between two ticks. */
    public Duration period() {
        return Duration.ofNanos(periodNanos);
    }

    /** The next tick comes one period from now. */
    public void reset() {
        resetAt(clock.nanoTime() + periodNanos);
    }

    /** The next tick comes now. */
    public void resetImmediately() {
        resetAt(clock.nanoTime());
    }

    /** The next tick comes the duration from now. */
    public void resetAfter(Duration duration) {
        resetAt(Timers.deadlineAfter(clock, Delays.nanosOf(duration)));
    }

    /** The next tick comes at the instant. */
    public void resetAt(long nanoTime) {
        sleep.resetTo(nanoTime);
    }

    private Poll<Long> pollTick(Context cx) {
        if (!sleep.poll(cx).isReady()) {
            return Poll.pending();
        }
        long due = sleep.deadline();
        sleep.resetTo(next(due, clock.nanoTime()));
        return Poll.ready((Long) due);
    }

    private long next(long due, long now) {
        boolean late = now - due > LATE_NANOS;
        if (!late || missedTicks == MissedTicks.BURST) {
            return due + periodNanos;
        }
        if (missedTicks == MissedTicks.DELAY) {
            return now + periodNanos;
        }
        return now + periodNanos - (now - due) % periodNanos;
    }

    private final class Tick implements Future<Long> {
        @Override
        public Poll<Long> poll(Context cx) {
            return pollTick(cx);
        }

        @Override
        public void cancel() {
            sleep.resetTo(sleep.deadline()); // the tick is not lost: the next one waits for it
        }
    }
}
