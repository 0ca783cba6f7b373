package io.ringwake.cli.proxy;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.future.Future;
import io.ringwake.time.Sleep;
import io.ringwake.time.Time;
import java.time.Duration;

/** Finds out that nothing has moved for a while; one timer, set again only when it has run out. */
final class IdleWatch {
    private final long limitNanos;
    private long movedNanos = System.nanoTime();

    /**
     * Watches from now on.
     *
     * @param limit zero: for ever
     */
    IdleWatch(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    boolean isLimited() {
        return limitNanos > 0;
    }

    /** Something has moved. */
    void moved() {
        if (isLimited()) {
            movedNanos = System.nanoTime();
        }
    }

    /** Waits until the limit has passed with nothing moved. */
    Future<Void> over() {
        return async(() -> {
            Sleep timer = Time.sleep(left());
            await(timer);
            while (left().compareTo(Duration.ZERO) > 0) {
                timer.reset(left());
                await(timer);
            }
            return null;
        });
    }

    private Duration left() {
        return Duration.ofNanos(limitNanos - (System.nanoTime() - movedNanos));
    }
}
