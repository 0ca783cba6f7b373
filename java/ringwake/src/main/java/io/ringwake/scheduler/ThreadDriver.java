package io.ringwake.scheduler;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits without a reactor: for tasks and timers alone. */
public final class ThreadDriver implements Driver {
    private final Semaphore unparks = new Semaphore(0);

    /** One for each worker. */
    public ThreadDriver() {}

    @Override
    public void bind() {}

    @Override
    public void turn(long timeoutNanos) {
        boolean interrupted = Thread.interrupted();
        try {
            if (timeoutNanos < 0) {
                unparks.acquire();
            } else if (timeoutNanos > 0
                    && !unparks.tryAcquire(timeoutNanos, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            unparks.drainPermits();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void unpark() {
        unparks.release();
    }

    @Override
    public void close() {}
}
