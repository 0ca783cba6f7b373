package io.ringwake.task;

import io.ringwake.future.Waker;
import io.ringwake.future.WakerSlot;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The woken tasks of a {@link LocalSet}, in the order of their wakes: pushed by any thread, taken
 * by the set's poll. The tasks are the nodes. A task is pushed by whoever sets NOTIFIED in its
 * state word, which only the poll that took it clears, so it is here once at most; and since a
 * stack is taken as a whole, a task that comes back is no ABA.
 *
 * <p>A push, then a look for the set's waker; a registration, then a look for tasks: see {@link
 * WakerSlot}. While the set is being polled no waker is registered, so wakes among its tasks wake
 * nobody else.
 */
final class LocalWakes extends WakerSlot {
    private static final VarHandle PUSHED;

    static {
        try {
            PUSHED =
                    MethodHandles.lookup()
                            .findVarHandle(LocalWakes.class, "pushed", LocalTask.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through PUSHED
    private volatile @Nullable LocalTask<?> pushed;

    // Plain: the set's poll only.
    private @Nullable LocalTask<?> oldest;

    /** Any thread. */
    void push(LocalTask<?> task) {
        LocalTask<?> top;
        do {
            top = (LocalTask<?>) PUSHED.getVolatile(this);
            task.nextWoken = top;
        } while (!PUSHED.compareAndSet(this, top, task));
        wakeRegistered();
    }

    /** The set's poll only; null if there is none. */
    @Nullable LocalTask<?> poll() {
        LocalTask<?> found = oldest != null ? oldest : takePushed();
        if (found != null) {
            oldest = found.nextWoken;
            found.nextWoken = null;
        }
        return found;
    }

    boolean isEmpty() {
        return oldest == null && PUSHED.getVolatile(this) == null;
    }

    /** The poll begins: wakes need to wake nobody. */
    void attend() {
        clearRegistered();
    }

    /** The poll ends, or another party begins to wait: the next push wakes the waker. */
    void leave(Waker waker) {
        register(waker);
    }

    private @Nullable LocalTask<?> takePushed() {
        if (PUSHED.getVolatile(this) == null) {
            return null;
        }
        LocalTask<?> newest = (LocalTask<?>) PUSHED.getAndSet(this, null);
        LocalTask<?> turned = null;
        while (newest != null) {
            LocalTask<?> below = newest.nextWoken;
            newest.nextWoken = turned;
            turned = newest;
            newest = below;
        }
        return turned;
    }
}
