package io.ringwake.future;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A place for the waker of the one party that waits for an event, safe against the event coming at
 * the same time on another thread.
 *
 * <pre>
 *   waiting side                     event side
 *   1. register(waker)               1. make the event visible (volatile or stronger)
 *   2. look for the event            2. wakeRegistered()
 * </pre>
 *
 * <p>All four steps are sequentially consistent, so in their one order either the waiting side's
 * look comes after the event, and it sees it, or its registration comes before the event side's
 * take, and it is woken. Both may happen; a wake too many is allowed, a lost one is impossible.
 */
public class WakerSlot {
    private static final VarHandle WAKER;

    static {
        try {
            WAKER = MethodHandles.lookup().findVarHandle(WakerSlot.class, "waker", Waker.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through WAKER
    private volatile @Nullable Waker waker;

    /** Makes an empty slot. */
    public WakerSlot() {}

    /**
     * Stores the waker in place of the one before. The caller looks for the event after this, not
     * only before. One thread at a time.
     */
    protected final void register(Waker waker) {
        // Volatile, not release: the look for the event that follows must not move before it.
        WAKER.setVolatile(this, waker);
    }

    /** Takes the stored waker, if there is one, and wakes it. Any thread. */
    protected final void wakeRegistered() {
        // Read first: on the usual way out nobody waits, and a read costs less than an exchange.
        if (WAKER.getVolatile(this) == null) {
            return;
        }
        Waker taken = (Waker) WAKER.getAndSet(this, null);
        if (taken != null) {
            taken.wake();
        }
    }

    /** Forgets the stored waker, so that it can be collected. Any thread. */
    protected final void clearRegistered() {
        WAKER.setVolatile(this, null);
    }
}
