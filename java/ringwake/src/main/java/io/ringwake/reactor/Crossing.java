package io.ringwake.reactor;

import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.ffi.RingException;

/**
 * The way into the kernel and back, and what each of its errors means.
 *
 * <ul>
 *   <li>EBUSY: completions overflow. Reap what is there, enter again in the next turn.
 *   <li>EAGAIN, ENOMEM, ENOBUFS: the kernel is short of memory for the moment. The entries stay
 *       queued; if there is nothing else to do, wait a little for what is in flight.
 *   <li>EINTR, ETIME: the wait was over early; nothing is lost.
 *   <li>EOVERFLOW: completions were lost for lack of memory; nobody can tell whose, so the ring is
 *       of no more use.
 *   <li>anything else: the ring is broken, and the reactor with it.
 * </ul>
 */
final class Crossing {
    /** How long to wait for memory before asking again. */
    static final long BACK_OFF_NANOS = 1_000_000;

    private final ErrnoTable errnos;
    private final ReactorMetrics metrics;
    private final WakeState wakeState;

    /** Whether the multishot poll behind wakes has ended, so that a wake would not end a wait. */
    private boolean wakeDisarmed;

    Crossing(ErrnoTable errnos, ReactorMetrics metrics, WakeState wakeState) {
        this.errnos = errnos;
        this.metrics = metrics;
        this.wakeState = wakeState;
    }

    /** A wake's completion said that it was the last. */
    void wakeEnded() {
        wakeDisarmed = true;
    }

    /** A new ring was opened, which comes with its wake armed. */
    void reset() {
        wakeDisarmed = false;
    }

    /** Submits without waiting, to make room in the submission ring. */
    void flush(Ring ring) {
        enter(ring, 0, 0);
    }

    /**
     * Submits, and waits for the first completion or wake if there is reason to.
     *
     * @param timeoutNanos as in {@link Reactor#turn}; 0 if there is other work
     */
    void enterOnce(Ring ring, long timeoutNanos) {
        ring.publish();
        boolean overflow = ring.hasOverflow();
        if (overflow) {
            metrics.overflowed();
        }
        boolean completions = ring.hasCompletions();
        if (completions && !overflow && ring.unsubmitted() == 0) {
            return; // a whole turn's work is here already
        }
        if (completions || overflow || timeoutNanos == 0) {
            enter(ring, 0, 0);
            return;
        }
        // Without its wake a wait could last for ever; it is kept short until the wake is armed.
        long waitNanos = rearmWake(ring) ? timeoutNanos : atMostBackOff(timeoutNanos);
        if (wakeState.beginPark()) {
            park(ring, waitNanos);
        } else {
            enter(ring, 0, 0);
        }
    }

    static long atMostBackOff(long timeoutNanos) {
        boolean shorter = timeoutNanos >= 0 && timeoutNanos < BACK_OFF_NANOS;
        return shorter ? timeoutNanos : BACK_OFF_NANOS;
    }

    private void park(Ring ring, long timeoutNanos) {
        try {
            if (!enter(ring, 1, timeoutNanos)) {
                waitForMemory(ring, timeoutNanos);
            }
        } finally {
            wakeState.endPark();
        }
    }

    /** Entered with nothing to submit, so that it can only wait. */
    private void waitForMemory(Ring ring, long timeoutNanos) {
        if (ring.hasCompletions()) {
            return;
        }
        metrics.crossed();
        check(ring.enterWithoutSubmitting(atMostBackOff(timeoutNanos)));
    }

    /** Returns whether the kernel took what it was given. */
    private boolean enter(Ring ring, int minComplete, long timeoutNanos) {
        metrics.crossed();
        return check(ring.enter(minComplete, timeoutNanos));
    }

    private boolean check(int result) {
        if (result >= 0) {
            return true;
        }
        Errno errno = errnos.find(result).orElse(Errno.EINVAL);
        switch (errno) {
            case EBUSY, EAGAIN, ENOMEM, ENOBUFS -> {
                metrics.enterRefused();
                return false;
            }
            case EINTR, ETIME -> {
                return true;
            }
            default -> throw RingException.of(errnos, "rw_ring_enter", result);
        }
    }

    /** Returns whether a wake will end a wait. */
    private boolean rearmWake(Ring ring) {
        if (!wakeDisarmed) {
            return true;
        }
        if (ring.unsubmitted() > 0) {
            flush(ring);
        }
        if (ring.unsubmitted() > 0) {
            return false;
        }
        int result = ring.rearmWake();
        if (result < 0) {
            check(result);
            return false;
        }
        wakeDisarmed = false;
        return true;
    }
}
