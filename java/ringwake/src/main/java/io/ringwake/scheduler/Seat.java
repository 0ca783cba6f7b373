package io.ringwake.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The driving seat of a current-thread runtime: at most one thread has it, and what that thread did
 * happens before what the next one does. Not on any hot path.
 */
final class Seat {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Thread> waiting = new ArrayList<>();
    private @Nullable Thread driver;

    /** Takes the seat if it is free. */
    boolean take() {
        lock.lock();
        try {
            if (driver != null) {
                return false;
            }
            driver = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Gives up the seat; those who wait look again. */
    void leave() {
        lock.lock();
        try {
            driver = null;
            waiting.forEach(LockSupport::unpark);
        } finally {
            lock.unlock();
        }
    }

    /** Whether some thread has it. */
    boolean isTaken() {
        lock.lock();
        try {
            return driver != null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the seat is free or the condition holds; whoever makes it true unparks this
     * thread.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void awaitFreeOr(BooleanSupplier condition) throws InterruptedException {
        register();
        try {
            while (isTaken() && !condition.getAsBoolean()) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            unregister();
        }
    }

    /** Waits until the seat is free or the time is over; an interrupt is kept for the caller. */
    void awaitFree(long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        boolean interrupted = false;
        register();
        try {
            for (long left = timeoutNanos; left > 0 && isTaken(); ) {
                LockSupport.parkNanos(this, left);
                interrupted |= Thread.interrupted();
                left = deadline - System.nanoTime();
            }
        } finally {
            unregister();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void register() {
        lock.lock();
        try {
            waiting.add(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    private void unregister() {
        lock.lock();
        try {
            waiting.remove(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }
}
