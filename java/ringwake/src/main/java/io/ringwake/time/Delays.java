package io.ringwake.time;

import io.ringwake.scheduler.timer.Timers;
import java.time.Duration;

/** Durations as delays in nanoseconds. */
final class Delays {
    private static final Duration LONGEST = Duration.ofNanos(Timers.DELAY_NANOS_MAX);

    private Delays() {}

    /** At least 0, at most {@link Timers#DELAY_NANOS_MAX}. */
    static long nanosOf(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        if (duration.compareTo(LONGEST) >= 0) {
            return Timers.DELAY_NANOS_MAX;
        }
        return duration.toNanos();
    }
}
