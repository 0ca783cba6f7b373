package io.ringwake.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock for sections of a few steps, taken for each task: one read-modify-write, and a plain write
 * to give it back, where other locks take a fence there to find out who waits. So who waits looks
 * again and again, in naps once that lasts: a section is long only where all jobs are listed. Not
 * reentrant; a section calls nothing that may block or throw.
 */
final class BriefLock {
    private static final int SPINS = 100;
    private static final long NAP_NANOS = 20_000;

    private static final VarHandle LOCKED;

    static {
        try {
            LOCKED = MethodHandles.lookup().findVarHandle(BriefLock.class, "locked", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through LOCKED
    private volatile boolean locked;

    void lock() {
        // Acquire, by a full one: what was written in the sections before is seen.
        if (!LOCKED.compareAndSet(this, false, true)) {
            lockLate();
        }
    }

    private void lockLate() {
        for (int looks = 1; isLocked() || !LOCKED.compareAndSet(this, false, true); looks++) {
            if (looks < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, NAP_NANOS);
            }
        }
    }

    private boolean isLocked() {
        return (boolean) LOCKED.getOpaque(this); // the compare-and-set decides
    }

    void unlock() {
        // Release: pairs with lock(). Nobody is told, so nothing has to be read after it.
        LOCKED.setRelease(this, false);
    }
}
