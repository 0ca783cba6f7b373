package io.ringwake.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Whether a worker is parked or about to be, so that whoever gives it work from another thread pays
 * for a system call only then.
 *
 * <pre>
 *   AWAKE  -> PARKED   announce()      the worker
 *   PARKED -> AWAKE    claimUnpark()   one of those with work for it: that one unparks it
 *   PARKED -> AWAKE    leave()         the worker, back for whatever reason
 *
 *   worker                              another thread
 *   1. announce()                       1. injector.push(job)
 *   2. injector.isEmpty()? else 4       2. claimUnpark()? then driver.unpark()
 *   3. driver.turn(timeout)
 *   4. leave()
 * </pre>
 *
 * <p>No wake-up is lost: the four accesses 1 and 2 of both sides are sequentially consistent. If
 * the push comes before the worker's look at the injector, the worker sees the job and does not
 * wait. If it comes after, it also comes after the announcement, so the other thread's claim, later
 * still, finds PARKED, or AWAKE because the worker has come back or because a third thread has
 * claimed the same park after the announcement and unparks it. An unpark is kept by the driver
 * until its next turn, so that one that overtakes step 3 ends it at once. One that comes after step
 * 4 ends a later turn without need, which is allowed.
 */
final class ParkState {
    private static final int AWAKE = 0;
    private static final int PARKED = 1;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(ParkState.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through STATE
    private volatile int state;

    /** The worker is about to park; it looks for work once more after this. */
    void announce() {
        // Volatile: the look that follows must not move before this store.
        STATE.setVolatile(this, PARKED);
    }

    /**
     * Whether someone has claimed the unpark since the announcement. The worker, before leave().
     */
    boolean wasClaimed() {
        // Opaque: for the count of unparks alone.
        return (int) STATE.getOpaque(this) == AWAKE;
    }

    /** The worker runs again. */
    void leave() {
        // Release is enough: a claim that still finds PARKED unparks in vain, and loses nothing.
        STATE.setRelease(this, AWAKE);
    }

    /** Whether the caller is the one who has to unpark the worker. */
    boolean claimUnpark() {
        // Read first: a worker that is awake is the usual case, and reads share the cache line.
        return (int) STATE.getVolatile(this) == PARKED && STATE.compareAndSet(this, PARKED, AWAKE);
    }
}
