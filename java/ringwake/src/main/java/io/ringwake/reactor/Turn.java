package io.ringwake.reactor;

import io.ringwake.ffi.RingException;

/**
 * One turn of a reactor: what other threads have left, submission, the kernel, completions. Belongs
 * to the reactor's thread.
 */
final class Turn {
    private final Doorbell doorbell;
    private final Crossing crossing;
    private final Flight flight;
    private final Failures failures;
    private final ReactorMetrics metrics;
    private boolean turning;
    private boolean broken;

    Turn(
            Doorbell doorbell,
            Crossing crossing,
            Flight flight,
            Failures failures,
            ReactorMetrics metrics) {
        this.doorbell = doorbell;
        this.crossing = crossing;
        this.flight = flight;
        this.failures = failures;
        this.metrics = metrics;
    }

    /** Whether the ring has failed in a turn, and is of no more use. */
    boolean isBroken() {
        return broken;
    }

    /** Whether one is going on; exact on the reactor's thread. */
    boolean isRunning() {
        return turning;
    }

    /** Another ring was opened. */
    void reset() {
        broken = false;
        crossing.reset();
    }

    /**
     * See {@link Reactor#turn}; the caller has checked that the reactor is its own and not closed.
     */
    int run(Ring ring, long timeoutNanos) {
        if (turning) {
            throw new IllegalStateException("turn was called from inside a turn");
        }
        if (broken) {
            throw new IllegalStateException("the ring is broken");
        }
        turning = true;
        int count;
        try {
            count = once(ring, timeoutNanos);
        } catch (RingException e) {
            broken = true;
            throw e;
        } finally {
            turning = false;
        }
        metrics.completed(count);
        failures.throwIfAny();
        return count;
    }

    /**
     * Asks everything to end and turns until nothing is in flight or the time is over. What that
     * throws goes to the failures.
     */
    void drain(Ring ring, long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        long left = 0;
        do {
            cancelAll(ring);
            if (broken) {
                return;
            }
            left = Math.max(0, deadline - System.nanoTime());
            try {
                run(ring, flight.count() == 0 ? 0 : left);
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
        } while (flight.count() > 0 && left > 0 && !broken);
    }

    /** Enters the kernel if the submission ring is full, so that it may find the ring broken. */
    private void cancelAll(Ring ring) {
        try {
            flight.cancelAll(ring);
        } catch (RingException e) {
            broken = true;
            failures.add(e);
        }
    }

    private int once(Ring ring, long timeoutNanos) {
        boolean notified = doorbell.clear();
        boolean acted = doorbell.runActions(failures);
        int count = flight.drainBacklog(ring);
        boolean mayWait = !notified && !acted && count == 0;
        crossing.enterOnce(ring, mayWait ? waitNanos(timeoutNanos) : 0);
        count += flight.dispatch(ring);
        doorbell.runActions(failures);
        return count;
    }

    /** Operations that found no room must not wait for those that did. */
    private long waitNanos(long timeoutNanos) {
        return flight.hasBacklog() ? Crossing.atMostBackOff(timeoutNanos) : timeoutNanos;
    }
}
