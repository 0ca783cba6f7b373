package io.ringwake.benchmarks.async;

import io.ringwake.benchmarks.VirtualThreads;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A virtual thread. */
final class WaitingThread implements Waiting {
    private final AtomicLong sum = new AtomicLong();

    @Override
    public Object start(long a, int b, String c) {
        return VirtualThreads.start(() -> {
            LockSupport.park(sum);
            sum.addAndGet(a + b + c.length());
        });
    }

    @Override
    public boolean isWaiting(Object kept) {
        return ((Thread) kept).getState() == Thread.State.WAITING;
    }
}
