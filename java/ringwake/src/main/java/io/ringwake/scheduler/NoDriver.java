package io.ringwake.scheduler;

import java.util.concurrent.locks.LockSupport;

/** Stands in where there is nothing to drive: it never waits for long, so needs no unpark. */
final class NoDriver implements Driver {
    private static final long WAIT_NANOS_MAX = 100_000;

    @Override
    public void bind() {}

    @Override
    public void turn(long timeoutNanos) {
        LockSupport.parkNanos(this, Math.min(timeoutNanos, WAIT_NANOS_MAX));
    }

    @Override
    public void unpark() {}

    @Override
    public void close() {}
}
