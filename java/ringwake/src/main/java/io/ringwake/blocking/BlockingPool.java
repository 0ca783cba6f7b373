package io.ringwake.blocking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of threads and a queue without bound: what was accepted is done, or it is told
 * that it will not be, whatever happens. Thread-safe.
 *
 * <pre>
 *   execute:  queue the work;  as much work as idle threads, or less?  signal one
 *                              else fewer threads than allowed?        start one
 *                              else                                    a thread comes back for it
 *   thread:   take work and do it; none: idle, until signalled or the keep-alive is over
 * </pre>
 *
 * <p>No work is left behind, by an invariant that holds whenever the lock is free: if the queue is
 * not empty, then either every allowed thread exists, or for each work queued there is an idle
 * thread that has been signalled, or a thread that was reserved and has not looked yet, or a
 * working one that will. A signalled thread counts as idle until it has the lock again, and looks
 * at the queue before it leaves, also when its keep-alive was over at the same time. A reserved
 * thread that cannot be started gives its place back; if that leaves no thread at all, everything
 * queued is refused with the cause, otherwise the others come to it.
 */
public final class BlockingPool {
    private static final System.Logger LOGGER = System.getLogger("io.ringwake");

    private final int maxThreads;
    private final long keepAliveNanos;
    private final BlockingThreads starter;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition workOrClose = lock.newCondition();
    private final Condition threadEnded = lock.newCondition();

    // All guarded by lock.
    private final ArrayDeque<BlockingWork> queue = new ArrayDeque<>();
    private final Set<Thread> members = new HashSet<>();
    private final IdentityHashMap<BlockingWork, Thread> underWay = new IdentityHashMap<>();
    private int threads;
    private int idle;
    private int started;
    private long completed;
    private boolean closed;

    /**
     * Makes a pool without threads.
     *
     * @param maxThreads how many threads there are at most, at least 1
     * @param keepAliveNanos how long a thread without work stays
     */
    public BlockingPool(int maxThreads, long keepAliveNanos, BlockingThreads starter) {
        this.maxThreads = maxThreads;
        this.keepAliveNanos = keepAliveNanos;
        this.starter = starter;
    }

    /** Accepts the work, unless the pool is closed: then returns false and calls nothing. */
    public boolean execute(BlockingWork work) {
        int number;
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            queue.add(work);
            if (queue.size() <= idle) {
                workOrClose.signal();
                return true;
            }
            if (threads == maxThreads) {
                return true;
            }
            threads++;
            number = started++;
        } finally {
            lock.unlock();
        }
        startThread(number);
        return true;
    }

    /** The place is reserved: starts the thread for it, without the lock, because that is slow. */
    private void startThread(int number) {
        try {
            starter.start(number, this::runThread);
        } catch (Throwable cause) {
            giveUpPlace(cause);
        }
    }

    private void giveUpPlace(Throwable cause) {
        List<BlockingWork> stranded = List.of();
        lock.lock();
        try {
            threads--;
            threadEnded.signalAll();
            if (threads == 0) {
                stranded = takeAll();
            }
        } finally {
            lock.unlock();
        }
        stranded.forEach(work -> work.refuse(cause));
    }

    private void runThread() {
        Throwable failure = null;
        try {
            starter.around(this::runLoop);
        } catch (Throwable ofThread) {
            failure = ofThread;
        } finally {
            endThread(failure);
        }
    }

    /** Work that came after the thread had decided to end counted on it: starts another. */
    private void endThread(@Nullable Throwable failure) {
        int number = -1;
        lock.lock();
        try {
            members.remove(Thread.currentThread());
            threads--;
            if (queue.size() > idle) {
                threads++;
                number = started++;
            }
            threadEnded.signalAll();
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            LOGGER.log(System.Logger.Level.ERROR, "a blocking thread has failed", failure);
        }
        if (number >= 0) {
            startThread(number);
        }
    }

    private void runLoop() {
        lock.lock();
        try {
            members.add(Thread.currentThread());
            while (awaitWork()) {
                BlockingWork work = queue.remove();
                underWay.put(work, Thread.currentThread());
                lock.unlock();
                try {
                    runWork(work);
                } finally {
                    lock.lock();
                }
                underWay.remove(work);
                completed++;
            }
        } finally {
            lock.unlock();
        }
    }

    private static void runWork(BlockingWork work) {
        Thread.interrupted(); // one from before was not meant for this work
        try {
            work.perform();
        } catch (Throwable againstTheContract) {
            LOGGER.log(System.Logger.Level.ERROR, "blocking work has thrown", againstTheContract);
        }
    }

    /** Locked: whether there is work; false if the thread is to end. */
    private boolean awaitWork() {
        long left = keepAliveNanos;
        while (queue.isEmpty() && !closed && left > 0) {
            idle++;
            try {
                left = workOrClose.awaitNanos(left);
            } catch (InterruptedException notMeantForAnyWork) {
                // Looks again; the keep-alive begins anew.
                left = keepAliveNanos;
            } finally {
                idle--;
            }
        }
        return !queue.isEmpty();
    }

    private List<BlockingWork> takeAll() {
        List<BlockingWork> taken = new ArrayList<>(queue);
        queue.clear();
        return taken;
    }

    /**
     * Accepts no work from now on, cancels what has not begun, and lets idle threads end. What has
     * begun goes on.
     */
    public void close() {
        List<BlockingWork> cancelled;
        lock.lock();
        try {
            closed = true;
            cancelled = takeAll();
            workOrClose.signalAll();
        } finally {
            lock.unlock();
        }
        cancelled.forEach(BlockingWork::callOff);
    }

    /**
     * Waits until all threads have ended, but for the calling one if it belongs to this pool. For
     * after {@link #close}. An interrupt is kept for the caller.
     *
     * @return how many are left after that time
     */
    public int awaitEnd(long timeoutNanos) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + timeoutNanos;
        lock.lock();
        try {
            int expected = members.contains(Thread.currentThread()) ? 1 : 0;
            long left = timeoutNanos;
            while (threads > expected && left > 0) {
                try {
                    threadEnded.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = deadline - System.nanoTime();
            }
            return Math.max(0, threads - expected);
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether there is work that has not ended, queued or under way. */
    public boolean isBusy() {
        lock.lock();
        try {
            return !queue.isEmpty() || threads > idle;
        } finally {
            lock.unlock();
        }
    }

    /** The work that has not ended: what is under way, and behind it what is queued. */
    public List<BlockingCall> calls() {
        lock.lock();
        try {
            List<BlockingCall> found = new ArrayList<>(underWay.size() + queue.size());
            underWay.forEach((work, thread) -> found.add(new BlockingCall(work, thread)));
            queue.forEach(work -> found.add(new BlockingCall(work, null)));
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** How many threads and how much work there is. */
    public BlockingPoolMetrics metrics() {
        lock.lock();
        try {
            return new BlockingPoolMetrics(threads, idle, queue.size(), completed);
        } finally {
            lock.unlock();
        }
    }
}
