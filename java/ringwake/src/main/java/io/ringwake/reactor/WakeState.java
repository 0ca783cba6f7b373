package io.ringwake.reactor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether the owner is parked in the kernel, so that only then a wake costs a native call.
 *
 * <pre>
 *   RUNNING  -> PARKED    beginPark()   owner, about to wait
 *   RUNNING  -> NOTIFIED  notifyOwner() any thread: the owner will not wait
 *   PARKED   -> NOTIFIED  notifyOwner() any thread: this one makes the native call
 *   PARKED   -> RUNNING   endPark()     owner: the wait ended by itself
 *   NOTIFIED -> RUNNING   endPark(), clear()   owner
 * </pre>
 *
 * <p><b>No wake is lost.</b> A waker first writes its work W, then swaps NOTIFIED in; the owner
 * first reads the work queues, then swaps PARKED in. Each swap is an atomic read-modify-write of
 * one word, so one of them comes first. The waker's first: the owner's compare-and-set fails, it
 * does not wait, and reads the queues again. The owner's first: the waker finds PARKED and makes
 * the call. With separate flags and plain stores both could read the other's old value (Dekker's
 * problem) unless each had a full fence between its store and its load; a swap is both at once.
 * Having read the value that the waker's swap wrote (acquire) the owner also sees W.
 *
 * <p><b>No wake of a closed ring.</b> Each PARKED is taken by at most one waker, which makes at
 * most one call and counts it when it has returned. The owner counts the PARKEDs that were taken,
 * and {@link #awaitWakers} waits until the two counts agree before the ring is closed.
 */
final class WakeState {
    static final int RUNNING = 0;
    static final int PARKED = 1;
    static final int NOTIFIED = 2;

    private static final long WAIT_NANOS = 10_000;

    private static final VarHandle STATE;
    private static final VarHandle CALLS_ENDED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(WakeState.class, "state", int.class);
            CALLS_ENDED = lookup.findVarHandle(WakeState.class, "callsEnded", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through STATE
    private volatile int state = RUNNING;

    private volatile long callsEnded;

    /** Plain: the owner's alone. */
    private long parksTaken;

    /**
     * Asks the owner not to wait. Any thread.
     *
     * @return whether the caller must make the native call and then {@link #callEnded}
     */
    boolean notifyOwner() {
        // Full strength: release for W, and never reordered with what the caller does next.
        return (int) STATE.getAndSet(this, NOTIFIED) == PARKED;
    }

    /** The native call that {@link #notifyOwner} asked for has returned. */
    void callEnded() {
        CALLS_ENDED.getAndAddRelease(this, 1L);
    }

    /** How many native wake calls were made. Any thread. */
    long calls() {
        return callsEnded;
    }

    /** Owner: about to wait. Returns false if it must not, because it was notified. */
    boolean beginPark() {
        return STATE.compareAndSet(this, RUNNING, PARKED);
    }

    /** Owner: the wait is over. */
    void endPark() {
        if ((int) STATE.getAndSet(this, RUNNING) == NOTIFIED) {
            parksTaken++;
        }
    }

    /** Owner, not parked: forgets a notification; returns whether there was one. */
    boolean clear() {
        // Acquire of the swap: what the waker wrote is visible to whoever looks next.
        return (int) STATE.getOpaque(this) == NOTIFIED
                && (int) STATE.getAndSet(this, RUNNING) == NOTIFIED;
    }

    /** Whether the owner is in a wait. Any thread; true may be out of date. */
    boolean isParked() {
        return state == PARKED;
    }

    /** Waits for calls in progress to return; the owner is not parked, so no new one begins. */
    @SuppressWarnings("ThreadPriorityCheck") // correct without; the wait is a system call long
    void awaitWakers() {
        while (callsEnded != parksTaken) {
            LockSupport.parkNanos(WAIT_NANOS); // a waker is about to end one system call
        }
    }
}
