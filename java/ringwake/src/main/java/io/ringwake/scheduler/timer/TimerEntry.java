package io.ringwake.scheduler.timer;

import io.ringwake.future.Waker;
import io.ringwake.future.WakerSlot;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A deadline, the place it has in a wheel, and the waker to call: what a future that waits for time
 * extends, so that a sleep is one object and arming it allocates nothing.
 *
 * <pre>
 *   IDLE  -> ARMED   pollElapsed()   on the thread that owns the wheel, at the first poll
 *   ARMED -> FIRED   fire()          the owner, when the deadline has come
 *   ARMED -> LEFT    disarm()        any thread but the owner; the owner unlinks it later
 *   ARMED -> IDLE    disarm()        the owner
 *   LEFT  -> IDLE    unlinked()      the owner, in its next turn
 *   FIRED -> IDLE    rearm()         whoever polls the future
 * </pre>
 *
 * <p>Links, tick and slot belong to the owner of the wheel; the deadline to whoever polls.
 */
public class TimerEntry extends WakerSlot {
    static final int NOT_LINKED = -1;

    private static final int IDLE = 0;
    private static final int ARMED = 1;
    private static final int FIRED = 2;
    private static final int LEFT = 3;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(TimerEntry.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Nullable TimerEntry previous;
    @Nullable TimerEntry next;
    @Nullable TimerEntry nextLeft;
    int slot = NOT_LINKED;
    long deadlineTick;

    private @Nullable Timers armedIn;
    private long deadlineNanos;

    @SuppressWarnings("unused") // accessed through STATE
    private volatile int state;

    /** Makes an entry that is not armed. */
    protected TimerEntry(long deadlineNanos) {
        this.deadlineNanos = deadlineNanos;
    }

    /** The deadline as a value of the runtime's clock. */
    protected final long deadlineNanos() {
        return deadlineNanos;
    }

    /**
     * Whether the deadline has come; if not, sees to it that the waker is called when it does.
     *
     * @param timers those of the worker that polls
     */
    protected final boolean pollElapsed(Timers timers, Waker waker) {
        if (hasFired()) {
            return true;
        }
        Timers where = armedIn;
        if (where != null && where.isOwner() && stateVolatile() == LEFT) {
            where.unlinkLeft();
        }
        if (stateVolatile() == IDLE && timers.hasPassed(deadlineNanos)) {
            STATE.setVolatile(this, FIRED);
            return true;
        }
        register(waker);
        int seen = stateVolatile();
        if (seen == IDLE) {
            arm(timers);
        } else if (seen == LEFT && where != null) {
            // Still in another worker's wheel: unlinked() wakes the waker, which polls again.
            where.hastenUnlinking();
        }
        return hasFired();
    }

    /** Whether a poll or the wheel has found the deadline passed. */
    protected final boolean hasFired() {
        return stateVolatile() == FIRED;
    }

    /** Sets another deadline. An armed entry stays armed; any other is armed by the next poll. */
    protected final void rearm(long newDeadlineNanos) {
        Timers where = armedIn;
        if (where != null && where.isOwner() && stateVolatile() == ARMED) {
            where.unlink(this);
            deadlineNanos = newDeadlineNanos;
            if (where.hasPassed(newDeadlineNanos)) {
                fire();
            } else {
                arm(where);
            }
            return;
        }
        disarm();
        deadlineNanos = newDeadlineNanos;
        STATE.compareAndSet(this, FIRED, IDLE);
    }

    /** Leaves the wheel; the waker is not called any more. */
    protected final void disarm() {
        clearRegistered();
        Timers where = armedIn;
        if (where != null && stateVolatile() == ARMED) {
            where.disarm(this);
        }
    }

    private void arm(Timers timers) {
        armedIn = timers;
        STATE.setVolatile(this, ARMED);
        timers.arm(this);
    }

    /** Owner only: the deadline has come. */
    void fire() {
        // An exchange that can fail: a disarm() on another thread may have come first. Then nobody
        // waits, and the entry stays LEFT until it is met on the stack of those.
        if (STATE.compareAndSet(this, ARMED, FIRED)) {
            wakeRegistered();
        }
    }

    /** Owner only: the entry is out of the wheel without having fired. */
    void unlinked() {
        STATE.setVolatile(this, IDLE);
        // Whoever polled meanwhile could not arm the entry; it polls again.
        wakeRegistered();
    }

    /** Any thread but the owner: true if the owner has to be told to unlink the entry. */
    boolean leave() {
        return STATE.compareAndSet(this, ARMED, LEFT);
    }

    private int stateVolatile() {
        return (int) STATE.getVolatile(this);
    }
}
