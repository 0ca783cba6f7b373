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
 *       unparked(): back for another reason; SEARCHING if its look has found work
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
 * before its look. If that look finds a job, the worker comes back as one that searches: pushers
 * may have relied on it, so it must not take one job and leave the others behind without waking
 * anybody. So as long as a job is queued there is a worker that searches, a worker on its way to
 * look, or none that is parked. Which of the parked ones is picked does not matter: any of them
 * looks at every queue.
 *
 * <p>The nearest is picked, one of the node where the job lies if one is parked there: it need not
 * fetch the job, and what that refers to, from afar.
 *
 * <p>At most half of the workers begin to search at once: more would only take the cache lines of
 * the queues from those who work. The stacks of parked workers are under a lock, which is taken
 * only when parking or unparking one, beside a system call.
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
        private final int group;

        /** On the stack, -1 if it is not parked. Guarded by the lock. */
        int place = -1;

        Member(int worker, int group) {
            this.worker = worker;
            this.group = group;
        }

        /** The worker's index. */
        int worker() {
            return worker;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final NearGroups near;
    private final ParkedStack[] parked;

    @SuppressWarnings("unused") // accessed through WORD
    private volatile int word;

    IdleWorkers(NearGroups near) {
        this.near = near;
        parked = new ParkedStack[near.groups()];
        for (int group = 0; group < parked.length; group++) {
            parked[group] = new ParkedStack(near.workers());
        }
    }

    /** Whether the worker may search: false if half of them do already. */
    boolean beginSearch() {
        while (true) {
            int seen = (int) WORD.getVolatile(this);
            if (2 * searching(seen) >= near.workers()) {
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
            parked[worker.group].push(worker);
            // Full: the look at the queues must not move before this.
            WORD.getAndAdd(this, searching ? PARKED - SEARCHING : PARKED);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The worker is back.
     *
     * @param workFound whether its look at the queues has found some
     * @return whether it counts as searching: if so, or if it was picked
     */
    boolean unparked(Member worker, boolean workFound) {
        lock.lock();
        try {
            if (worker.place < 0) {
                return true;
            }
            parked[worker.group].remove(worker);
            WORD.getAndAdd(this, workFound ? SEARCHING - PARKED : -PARKED);
            return workFound;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A job was queued, with a full fence after it: takes one worker off its stack, if one is
     * parked and none is searching. The caller unparks it. One read if there is nothing to do.
     *
     * @param group where the job is: the nearest worker to it is taken
     */
    @Nullable Member pickOne(int group) {
        if (!isNeeded()) {
            return null;
        }
        lock.lock();
        try {
            Member worker = isNeeded() ? nearest(group) : null;
            if (worker != null) {
                parked[worker.group].remove(worker);
                WORD.getAndAdd(this, SEARCHING - PARKED);
            }
            return worker;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Member nearest(int group) {
        for (int each : near.of(group)) {
            Member worker = parked[each].top();
            if (worker != null) {
                return worker;
            }
        }
        return null;
    }

    /** How many workers are parked. Any thread; out of date at once. */
    int parked() {
        return (int) WORD.getVolatile(this) >>> 16;
    }

    private boolean isNeeded() {
        int seen = (int) WORD.getVolatile(this);
        return seen >= PARKED && searching(seen) == 0;
    }

    private static int searching(int seen) {
        return seen & COUNT_MASK;
    }
}
