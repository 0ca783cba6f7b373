package io.ringwake.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which workers have nothing to do: how many search the others' queues, and which are parked.
 *
 * <pre>
 *   word   | parked : 16 | searching : 16 |
 *
 *              beginSearch()             park()
 *   BUSY ----------------&gt; SEARCHING ----------&gt; PARKED
 *    ^  ^     endSearch()    |  ^                | |
 *    |  +--------------------+  | pickOne()      | |
 *    |                          +----------------+ |
 *    +---------------------------------------------+
 *             unparked(): back for another reason
 * </pre>
 *
 * <p><b>No wake-up is lost.</b> Whoever queues a job does: 1. the push, 2. a full fence, 3. {@link
 * #pickOne}, which reads the word. A worker that runs out of work does: 1. {@link #park}, a
 * read-modify-write of the word, 2. a look at every queue; it waits only if all are empty. All four
 * are sequentially consistent, so at least one of the two sees the other: either the worker finds
 * the job and does not wait, or the pusher finds the worker parked. The pusher may then leave it
 * parked for one reason alone: that some worker is searching. That one either finds a job, and if
 * it was the last to search wakes another in its stead before running it ({@link #endSearch}), or
 * finds none, parks, and looks at every queue after that: the same argument again, with the push
 * before its look. So as long as a job is queued there is a worker that searches, a worker on its
 * way to look, or none that is parked.
 *
 * <p>At most half of the workers search at once: more would only take the cache lines of the queues
 * from those who work. The stack of parked workers is under a lock, which is taken only when
 * parking or unparking one, beside a system call.
 */
final class IdleWorkers {
    private static final int SEARCHING = 1;
    private static final int PARKED = 1 << 16;
    private static final int COUNT_MASK = 0xffff;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(IdleWorkers.class, "word", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What it keeps of a worker. */
    static final class Member {
        private final int worker;

        /** On the stack, -1 if it is not parked. Guarded by the lock. */
        private int place = -1;

        Member(int worker) {
            this.worker = worker;
        }

        /** The worker's index. */
        int worker() {
            return worker;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final @Nullable Member[] stack;
    private int size;

    @SuppressWarnings("unused") // accessed through WORD
    private volatile int word;

    IdleWorkers(int workers) {
        stack = new Member[workers];
    }

    /** Whether the worker may search: false if half of them do already. */
    boolean beginSearch() {
        while (true) {
            int seen = (int) WORD.getVolatile(this);
            if (2 * searching(seen) >= stack.length) {
                return false;
            }
            if (WORD.compareAndSet(this, seen, seen + SEARCHING)) {
                return true;
            }
        }
    }

    /**
     * The worker has found work.
     *
     * @return whether it was the last one that searched: it has to wake another
     */
    boolean endSearch() {
        return searching((int) WORD.getAndAdd(this, -SEARCHING)) == 1;
    }

    /** The worker parks; it looks at every queue once more after this. */
    void park(Member worker, boolean searching) {
        lock.lock();
        try {
            worker.place = size;
            stack[size++] = worker;
            // Full: the look at the queues must not move before this.
            WORD.getAndAdd(this, searching ? PARKED - SEARCHING : PARKED);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The worker is back.
     *
     * @return whether it was picked: it counts as searching then
     */
    boolean unparked(Member worker) {
        lock.lock();
        try {
            if (worker.place < 0) {
                return true;
            }
            remove(worker);
            WORD.getAndAdd(this, -PARKED);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A job was queued, with a full fence after it: takes one worker off the stack, if one is there
     * and none is searching. The caller unparks it. One read if there is nothing to do.
     */
    @Nullable Member pickOne() {
        if (!isNeeded()) {
            return null;
        }
        lock.lock();
        try {
            if (!isNeeded() || size == 0) {
                return null;
            }
            Member worker = stack[size - 1]; // the last to park has the warmest cache
            if (worker != null) {
                remove(worker);
                WORD.getAndAdd(this, SEARCHING - PARKED);
            }
            return worker;
        } finally {
            lock.unlock();
        }
    }

    /** How many workers are parked. Any thread; out of date at once. */
    int parked() {
        return (int) WORD.getVolatile(this) >>> 16;
    }

    private boolean isNeeded() {
        int seen = (int) WORD.getVolatile(this);
        return seen >= PARKED && searching(seen) == 0;
    }

    private void remove(Member worker) {
        Member last = stack[--size];
        stack[size] = null;
        if (last != null && size != worker.place) {
            stack[worker.place] = last;
            last.place = worker.place;
        }
        worker.place = -1;
    }

    private static int searching(int seen) {
        return seen & COUNT_MASK;
    }
}
