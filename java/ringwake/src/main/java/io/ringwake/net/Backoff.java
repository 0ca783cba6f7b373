package io.ringwake.net;

import io.ringwake.future.Context;
import io.ringwake.time.Sleep;
import io.ringwake.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits between attempts, twice as long each time, when the system is short of something. */
final class Backoff {
    private final long firstMillis;
    private final long lastMillis;
    private final int attemptsMax;
    private int attempts;
    private @Nullable Sleep sleep;

    private Backoff(long firstMillis, long lastMillis, int attemptsMax) {
        this.firstMillis = firstMillis;
        this.lastMillis = lastMillis;
        this.attemptsMax = attemptsMax;
    }

    /** 1 ms to 256 ms, half a second in all: then the failure is the user's. */
    static Backoff ofTransfers() {
        return new Backoff(1, 256, 9);
    }

    /** 10 ms to 1 s, for ever: a listener outlasts any shortage. */
    static Backoff ofAccepts() {
        return new Backoff(10, 1000, Integer.MAX_VALUE);
    }

    /** Begins the next pause; false if there were enough. */
    boolean begin() {
        if (attempts >= attemptsMax) {
            return false;
        }
        attempts++;
        sleep = null;
        return true;
    }

    /** Whether the pause is over; otherwise wakes when it is. Inside a runtime. */
    boolean isOver(Context cx) {
        Sleep current = sleep;
        if (current == null) {
            current = Time.sleep(Duration.ofMillis(pauseMillis()));
            sleep = current;
        }
        if (!current.poll(cx).isReady()) {
            return false;
        }
        sleep = null;
        return true;
    }

    private long pauseMillis() {
        int doublings = Math.min(attempts - 1, 20);
        return Math.min(firstMillis << doublings, lastMillis);
    }

    /** Gives up the pause. */
    void cancel() {
        if (sleep != null) {
            sleep.cancel();
            sleep = null;
        }
    }

    /** The shortage is over. */
    void reset() {
        attempts = 0;
    }
}
