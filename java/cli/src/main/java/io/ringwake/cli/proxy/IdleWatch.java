package io.ringwake.cli.proxy;

import io.ringwake.future.Context;
import io.ringwake.time.Sleep;
import io.ringwake.time.Time;
import java.time.Duration;

/** Finds out that nothing has moved for a while; one timer, set again only when it has run out. */
final class IdleWatch {
    private final long limitNanos;
    private final Sleep timer;
    private long movedNanos = System.nanoTime();
    private long bytesSeen;

    IdleWatch(Duration limit) {
        this.limitNanos = limit.toNanos();
        this.timer = Time.sleep(limit);
    }

    /**
     * Whether the limit has passed with nothing moved.
     *
     * @param bytes how many have moved since the beginning
     */
    boolean isOver(Context cx, long bytes) {
        if (bytes != bytesSeen) {
            bytesSeen = bytes;
            movedNanos = System.nanoTime();
        }
        while (timer.poll(cx).isReady()) {
            long leftNanos = limitNanos - (System.nanoTime() - movedNanos);
            if (leftNanos <= 0) {
                return true;
            }
            timer.reset(Duration.ofNanos(leftNanos));
        }
        return false;
    }

    void cancel() {
        timer.cancel();
    }
}
