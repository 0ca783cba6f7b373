package io.ringwake.task;

import io.ringwake.future.Waker;
import io.ringwake.future.WakerSlot;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The members of a {@link JoinSet} that have ended and were not given out yet, in the order in
 * which they ended. Any thread pushes, the owner of the set takes; a step of each is constant.
 *
 * <pre>
 *   top -> last -> ... -> first pushed     taken as a whole and turned around into
 *   oldest -> ... -> youngest              what the owner alone walks along
 * </pre>
 */
final class EndedMembers<T> extends WakerSlot {
    private static final VarHandle TOP;

    static {
        try {
            TOP =
                    MethodHandles.lookup()
                            .findVarHandle(EndedMembers.class, "top", JoinSetMember.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through TOP
    private volatile @Nullable JoinSetMember<T> top;

    private @Nullable JoinSetMember<T> oldest;

    /** Adds a member whose task has ended, and wakes the owner. Any thread. */
    @SuppressWarnings("unchecked")
    void push(JoinSetMember<T> member) {
        JoinSetMember<T> below;
        do {
            below = (JoinSetMember<T>) TOP.getVolatile(this);
            member.nextEnded = below;
        } while (!TOP.compareAndSet(this, below, member));
        wakeRegistered();
    }

    /** Whether there is one to take; if not, the waker is called when there is. Owner. */
    boolean hasNextOrRegister(Waker waker) {
        if (hasNext()) {
            return true;
        }
        register(waker);
        return hasNext(); // looked at after the registration, see WakerSlot
    }

    /** Wakes the owner, who has to look at something else. */
    void wakeOwner() {
        wakeRegistered();
    }

    /** Whether there is one to take. Owner. */
    boolean hasNext() {
        if (oldest == null) {
            turnAround();
        }
        return oldest != null;
    }

    @SuppressWarnings("unchecked")
    private void turnAround() {
        if (TOP.getVolatile(this) == null) {
            return;
        }
        JoinSetMember<T> from = (JoinSetMember<T>) TOP.getAndSet(this, null);
        JoinSetMember<T> turned = null;
        while (from != null) {
            JoinSetMember<T> below = from.nextEnded;
            from.nextEnded = turned;
            turned = from;
            from = below;
        }
        oldest = turned;
    }

    /** Takes the one that ended first; null if there is none. Owner. */
    @Nullable JoinSetMember<T> take() {
        if (!hasNext()) {
            return null;
        }
        JoinSetMember<T> taken = oldest;
        if (taken != null) {
            oldest = taken.nextEnded;
            taken.nextEnded = null;
        }
        return taken;
    }
}
