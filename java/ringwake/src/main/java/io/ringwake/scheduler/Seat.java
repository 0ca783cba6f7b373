package io.ringwake.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The driving seat of a current-thread runtime: at most one thread has it, and what that thread did
 * happens before what the next one does. Taken and left once for each {@code blockOn}, so that
 * costs one exchange and one write while nobody waits.
 *
 * <pre>
 *   who waits                       who leaves
 *   1. registers                    1. driver = null
 *   2. is the seat taken?           2. unparks those registered
 * </pre>
 *
 * <p>All four are sequentially consistent: either the one who waits finds the seat free, or it is
 * found and unparked.
 */
final class Seat {
    private static final VarHandle DRIVER;

    static {
        try {
            DRIVER = MethodHandles.lookup().findVarHandle(Seat.class, "driver", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Walked, never asked for its size: that may leave one out while others come and go.
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("unused") // accessed through DRIVER
    private volatile @Nullable Thread driver;

    /** Takes the seat if it is free. */
    boolean take() {
        return DRIVER.compareAndSet(this, null, Thread.currentThread());
    }

    /** Gives up the seat; those who wait look again. */
    void leave() {
        // Volatile, not release: the look at those who wait must not move before it.
        DRIVER.setVolatile(this, null);
        waiting.forEach(LockSupport::unpark);
    }

    /** Whether some thread has it. */
    boolean isTaken() {
        return DRIVER.getVolatile(this) != null;
    }

    /**
     * Waits until the seat is free or the condition holds; whoever makes it true unparks this
     * thread.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void awaitFreeOr(BooleanSupplier condition) throws InterruptedException {
        Thread caller = Thread.currentThread();
        waiting.add(caller);
        try {
            while (isTaken() && !condition.getAsBoolean()) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            waiting.remove(caller);
        }
    }

    /** Waits until the seat is free or the time is over; an interrupt is kept for the caller. */
    void awaitFree(long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        Thread caller = Thread.currentThread();
        boolean interrupted = false;
        waiting.add(caller);
        try {
            for (long left = timeoutNanos; left > 0 && isTaken(); ) {
                LockSupport.parkNanos(this, left);
                interrupted |= Thread.interrupted();
                left = deadline - System.nanoTime();
            }
        } finally {
            waiting.remove(caller);
            if (interrupted) {
                caller.interrupt();
            }
        }
    }
}
