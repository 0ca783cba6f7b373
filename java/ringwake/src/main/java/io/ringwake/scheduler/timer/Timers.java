package io.ringwake.scheduler.timer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one worker: a wheel, and the mapping between its ticks and the runtime's clock.
 *
 * <p>A tick is a millisecond since this object was made. Deadlines round up and the clock rounds
 * down, so a timer is never early. The wheel belongs to the thread that drives the worker; other
 * threads only leave entries they no longer want on a stack, which the owner empties in its next
 * turn. Nobody is woken for that, unless such an entry is to be armed again, which has to wait for
 * it.
 */
public final class Timers {
    /** A delay longer than this, 73 years, counts as this: sums of it with the clock never wrap. */
    public static final long DELAY_NANOS_MAX = Long.MAX_VALUE / 4;

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final VarHandle LEFT;

    static {
        try {
            LEFT = MethodHandles.lookup().findVarHandle(Timers.class, "left", TimerEntry.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Clock clock;
    private final Runnable unparkOwner;
    private final long originNanos;
    private final TimerWheel wheel = new TimerWheel();

    // Written by the driving thread only: a thread that reads itself here is the owner, and one
    // that is not reads something else, however old.
    private @Nullable Thread owner;

    @SuppressWarnings("unused") // accessed through LEFT
    private volatile @Nullable TimerEntry left;

    /**
     * Makes empty timers that begin now.
     *
     * @param unparkOwner ends the owner's wait, or keeps it from the next one; for any thread
     */
    public Timers(Clock clock, Runnable unparkOwner) {
        this.clock = clock;
        this.unparkOwner = unparkOwner;
        this.originNanos = clock.nanoTime();
    }

    /** The clock the deadlines refer to. */
    public Clock clock() {
        return clock;
    }

    /** Hands the wheel to the thread, or to nobody; with a happens-before edge by the caller. */
    public void setOwner(@Nullable Thread thread) {
        owner = thread;
    }

    /** Returns the deadline that lies the delay after now, at most {@link #DELAY_NANOS_MAX}. */
    public static long deadlineAfter(Clock clock, long delayNanos) {
        return clock.nanoTime() + Math.min(delayNanos, DELAY_NANOS_MAX);
    }

    /** Nanoseconds until there is something to do here: 0 if now, -1 if never. Owner only. */
    public long nanosToNext() {
        long next = wheel.nextTick();
        if (next == TimerWheel.NEVER) {
            return -1;
        }
        return Math.max(0, next * TICK_NANOS - sinceOrigin());
    }

    /** The instant {@link #nanosToNext} counts to. Owner only, and only when there is one. */
    public long nextNanos() {
        return originNanos + wheel.nextTick() * TICK_NANOS;
    }

    /** Fires what is due. Owner only. */
    public void advance() {
        unlinkLeft();
        if (wheel.size() > 0) {
            wheel.advance(sinceOrigin() / TICK_NANOS);
        }
    }

    /**
     * Whether others have disarmed something that is not unlinked yet. Owner only.
     *
     * <p>No wish to arm such an entry again is lost: another thread pushes it and then calls {@link
     * #hastenUnlinking}; the owner announces that it parks and then asks this. All four are
     * sequentially consistent, so either the entry is seen here, and the owner takes a turn instead
     * of waiting, or the owner is found parked, and its wait is ended.
     */
    public boolean hasLeft() {
        return LEFT.getVolatile(this) != null;
    }

    /** How many deadlines are armed. Owner only. */
    public int size() {
        return wheel.size();
    }

    @SuppressWarnings("ReferenceEquality") // the very thread is meant
    boolean isOwner() {
        return owner == Thread.currentThread();
    }

    boolean hasPassed(long deadlineNanos) {
        return clock.nanoTime() - deadlineNanos >= 0;
    }

    /** Owner only. */
    void arm(TimerEntry entry) {
        unlinkLeft();
        if (wheel.size() == 0) {
            wheel.advance(sinceOrigin() / TICK_NANOS); // an empty wheel is not kept up to date
        }
        long now = sinceOrigin();
        long delay = Math.min(entry.deadlineNanos() - originNanos - now, DELAY_NANOS_MAX);
        long tick = (now + delay + TICK_NANOS - 1) / TICK_NANOS;
        entry.deadlineTick = Math.max(tick, wheel.now() + 1);
        wheel.insert(entry);
    }

    /** Any thread. */
    void disarm(TimerEntry entry) {
        if (isOwner()) {
            wheel.remove(entry);
            entry.unlinked();
        } else if (entry.leave()) {
            pushLeft(entry);
        }
    }

    /** Sees to it that the owner soon takes out what others have disarmed. Any thread. */
    void hastenUnlinking() {
        unparkOwner.run();
    }

    /** Owner only. */
    void unlink(TimerEntry entry) {
        wheel.remove(entry);
    }

    private void pushLeft(TimerEntry entry) {
        TimerEntry head;
        do {
            head = (TimerEntry) LEFT.getVolatile(this);
            entry.nextLeft = head;
            // Volatile, not release: hastenUnlinking() goes on to look whether the owner is parked,
            // and that look must not move before the push, see hasLeft().
        } while (!LEFT.compareAndSet(this, head, entry));
    }

    /** Owner only: takes out what other threads have disarmed. */
    void unlinkLeft() {
        // Opaque: a missed entry is met in the next turn, or by hasLeft() before there is a wait.
        if (LEFT.getOpaque(this) == null) {
            return;
        }
        TimerEntry entry = (TimerEntry) LEFT.getAndSetAcquire(this, null);
        while (entry != null) {
            TimerEntry after = entry.nextLeft;
            entry.nextLeft = null;
            if (entry.slot != TimerEntry.NOT_LINKED) {
                wheel.remove(entry);
            }
            entry.unlinked();
            entry = after;
        }
    }

    private long sinceOrigin() {
        return clock.nanoTime() - originNanos;
    }
}
