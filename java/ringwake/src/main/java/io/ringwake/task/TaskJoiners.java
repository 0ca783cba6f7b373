package io.ringwake.task;

import io.ringwake.future.Suppressed;
import io.ringwake.future.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a task to end: the one future that polls its handle, and any number of others,
 * blocked threads for instance, on a stack.
 *
 * <pre>
 *   waiting side                        completing side
 *   1. store the waker                  1. word becomes DONE
 *   2. isFinished()?                    2. take both places, wake what was there
 * </pre>
 *
 * <p>All four are sequentially consistent, so at least one side sees the other.
 */
abstract class TaskJoiners extends TaskState {
    private record Waiting(Waker waker, @Nullable Waiting below) {}

    private static final VarHandle POLLER;
    private static final VarHandle OTHERS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            POLLER = lookup.findVarHandle(TaskJoiners.class, "poller", Waker.class);
            OTHERS = lookup.findVarHandle(TaskJoiners.class, "others", Waiting.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through POLLER
    private volatile @Nullable Waker poller;

    @SuppressWarnings("unused") // accessed through OTHERS
    private volatile @Nullable Waiting others;

    /** Stores the waker of the poll of the handle; the caller looks at isFinished() after this. */
    final void setPoller(@Nullable Waker waker) {
        POLLER.setVolatile(this, waker);
    }

    @Override
    protected final void whenFinished(Waker waker) {
        Waiting top;
        do {
            top = (Waiting) OTHERS.getVolatile(this);
        } while (!OTHERS.compareAndSet(this, top, new Waiting(waker, stillWaiting(top))));
        if (isFinished()) {
            rethrow(wakeOthers(null));
        }
    }

    /** So that a thread that waits with a limit again and again leaves but one behind. */
    private static @Nullable Waiting stillWaiting(@Nullable Waiting top) {
        Waiting found = top;
        while (found != null
                && found.waker() instanceof BlockedJoiner joiner
                && joiner.hasGivenUp()) {
            found = found.below();
        }
        return found;
    }

    /** How many wait on the stack. Any thread; out of date at once. */
    final int waiting() {
        int count = 0;
        for (Waiting each = (Waiting) OTHERS.getVolatile(this); each != null; count++) {
            each = each.below();
        }
        return count;
    }

    /** The task is DONE: wakes all who wait, also if a waker throws, which is thrown then. */
    final void wakeJoiners() {
        Throwable failure = null;
        if (POLLER.getVolatile(this) != null) {
            Waker waker = (Waker) POLLER.getAndSet(this, null);
            if (waker != null) {
                failure = wake(waker, null);
            }
        }
        if (OTHERS.getVolatile(this) != null) {
            failure = wakeOthers(failure);
        }
        rethrow(failure);
    }

    private @Nullable Throwable wakeOthers(@Nullable Throwable before) {
        Throwable failure = before;
        Waiting waiting = (Waiting) OTHERS.getAndSet(this, null);
        while (waiting != null) {
            failure = wake(waiting.waker(), failure);
            waiting = waiting.below();
        }
        return failure;
    }

    private static @Nullable Throwable wake(Waker waker, @Nullable Throwable before) {
        try {
            waker.wake();
            return before;
        } catch (Throwable failure) {
            return Suppressed.add(before, failure);
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure != null) {
            throw Suppressed.<RuntimeException>asIs(failure);
        }
    }
}
