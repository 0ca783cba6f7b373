package io.ringwake.task;

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
        } while (!OTHERS.compareAndSet(this, top, new Waiting(waker, top)));
        if (isFinished()) {
            wakeOthers();
        }
    }

    /** The task is DONE: wakes all who wait. */
    final void wakeJoiners() {
        if (POLLER.getVolatile(this) != null) {
            Waker waker = (Waker) POLLER.getAndSet(this, null);
            if (waker != null) {
                waker.wake();
            }
        }
        if (OTHERS.getVolatile(this) != null) {
            wakeOthers();
        }
    }

    private void wakeOthers() {
        Waiting waiting = (Waiting) OTHERS.getAndSet(this, null);
        while (waiting != null) {
            waiting.waker().wake();
            waiting = waiting.below();
        }
    }
}
