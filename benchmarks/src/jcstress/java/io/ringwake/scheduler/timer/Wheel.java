package io.ringwake.scheduler.timer;

import java.util.function.Predicate;

/** The timers of a worker without the worker: whoever calls has the driving seat for the call. */
final class Wheel {
    static final long DEADLINE = 1_000_000;
    static final long LATER = 3 * DEADLINE;

    private long now;
    private final Timers timers = new Timers(() -> now, () -> {});

    /** Does something as the owner. */
    boolean own(Predicate<Timers> action) {
        timers.setOwner(Thread.currentThread());
        try {
            return action.test(timers);
        } finally {
            timers.setOwner(null);
        }
    }

    void setNow(long nanoTime) {
        now = nanoTime;
    }

    void turnAt(long nanoTime) {
        setNow(nanoTime);
        own(mine -> {
            mine.advance();
            return true;
        });
    }

    int size() {
        return timers.size();
    }
}
