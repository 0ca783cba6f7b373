package io.ringwake.task;

import io.ringwake.scheduler.Job;
import io.ringwake.scheduler.TaskSnapshot;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The life of one task in one word, so that every transition is a single atomic step.
 *
 * <pre>
 *   bit 31 .. 6    5       4         3         2        1       0
 *      |   0    | HURRY | DETACHED | CANCEL | NOTIFIED | DONE | RUNNING |
 *
 *   RUNNING    a worker is inside a call of the future; acts as the lock on the future
 *   DONE       the outcome is stored; never cleared, never together with RUNNING
 *   NOTIFIED   the task sits in a run queue, or is to be queued when RUNNING clears
 *   CANCEL     set once; seen by the next beginPoll() or endPoll(). From then on the turns of the
 *              task are for its clean-up, and it sleeps and is woken between them as before
 *   DETACHED   nobody will look at the outcome
 *   HURRY      the clean-up is not waited for any longer; set with or after CANCEL
 *
 *                wake(), requestCancel()                  beginPoll()
 *      IDLE  --------------------------------&gt; QUEUED -------------------&gt; RUNNING
 *      ^ 0     whoever sets NOTIFIED queues      NOTIFIED   one worker        | RUNNING[|NOTIFIED]
 *      |                                         ^                            |
 *      |             endPoll(): NOTIFIED was set |                            |
 *      +-----------------------------------------+----------------------------+
 *                    the same of endCleanUp()                                 |
 *                    endPoll(): it was not                                    | complete()
 *                                                                             v
 *                                                                           DONE
 * </pre>
 *
 * <p>A task begins as QUEUED. No wake is lost: a wake that comes during a poll sets NOTIFIED, which
 * only that worker's endPoll() clears, by handing the task back to a queue.
 *
 * <p>A task that has given way, and was not woken in the same poll, keeps RUNNING until its next
 * poll (held): its worker queues it after the driver's turn. Giving way so costs no
 * read-modify-write at all. Whoever wakes or aborts it meanwhile finds RUNNING, sets NOTIFIED and
 * leaves it to the worker; the next beginPoll() clears that, or the endPoll() after it. The price:
 * a task that was held by a worker which then gets stuck has to wait for it, also if others wake
 * it.
 */
abstract class TaskState extends Job {
    /** What the worker that took the task from a queue is to do. */
    enum Begin {
        /** Poll the future. */
        POLL,
        /** Go on ending the future, and complete if it has ended. */
        CANCEL,
        /** Nothing: the task has ended. */
        NOTHING
    }

    /** What the worker is to do after a poll that returned pending. */
    enum End {
        /** Nothing: the next wake queues the task. */
        IDLE,
        /** Queue the task: it was woken during the poll. */
        QUEUE,
        /** Go on ending the future: RUNNING is still held. */
        CANCEL
    }

    private static final int RUNNING = 1;
    private static final int DONE = 1 << 1;
    private static final int NOTIFIED = 1 << 2;
    private static final int CANCEL = 1 << 3;
    private static final int DETACHED = 1 << 4;
    private static final int HURRY = 1 << 5;

    private static final VarHandle WORD;
    private static final VarHandle HELD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WORD = lookup.findVarHandle(TaskState.class, "word", int.class);
            HELD = lookup.findVarHandle(TaskState.class, "held", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through WORD
    private volatile int word = NOTIFIED;

    // Guarded by RUNNING, which goes from worker to worker by way of a queue. Opaque writes, for
    // those that only look.
    private boolean held;

    /** Marks the task as woken; true if the caller has to queue it. Any thread. */
    final boolean setNotified() {
        return setAndAskToQueue(NOTIFIED);
    }

    /** Marks the task as to be cancelled; true if the caller has to queue it. Any thread. */
    final boolean requestCancel() {
        return setAndAskToQueue(CANCEL | NOTIFIED);
    }

    /**
     * Marks the task as to be cancelled without waiting for its clean-up; true if the caller has to
     * queue it. Any thread.
     */
    final boolean requestCancelNow() {
        return setAndAskToQueue(HURRY | CANCEL | NOTIFIED);
    }

    private boolean setAndAskToQueue(int bits) {
        // Release: what the caller wrote before is visible to the poll that follows; pairs with the
        // acquire in beginPoll(), also when another wake has set NOTIFIED before, since read-
        // modify-writes continue a release sequence. An RMW and not a look before a store, so that
        // a wake racing endPoll() is seen by exactly one of the two. Full fence rather than
        // release:
        // it costs the same here, and wakers may rely on the order with what they do next.
        int before = (int) WORD.getAndBitwiseOr(this, bits);
        return (before & (RUNNING | DONE | NOTIFIED)) == 0;
    }

    /** QUEUED -> RUNNING, unless the task has ended. The worker that took it from a queue. */
    final Begin beginPoll() {
        if (held) {
            return beginHeldPoll();
        }
        while (true) {
            int before = (int) WORD.getVolatile(this);
            if ((before & (RUNNING | DONE)) != 0) {
                assert (before & RUNNING) == 0 : "a running task was in a queue";
                return Begin.NOTHING;
            }
            // Acquire, by a full compare-and-set: pairs with wakes, and with the endPoll() of the
            // worker that polled before, whose writes to the future this poll builds on.
            if (WORD.compareAndSet(this, before, (before & ~NOTIFIED) | RUNNING)) {
                return (before & CANCEL) != 0 ? Begin.CANCEL : Begin.POLL;
            }
        }
    }

    /** RUNNING goes on, with what has come meanwhile. */
    private Begin beginHeldPoll() {
        HELD.setOpaque(this, false);
        // Volatile: a wake that this does not see comes later, and is seen by the end of this poll.
        int before = (int) WORD.getVolatile(this);
        if ((before & NOTIFIED) != 0) {
            // Acquire, by a full one: pairs with the wakes, as in beginPoll().
            before = (int) WORD.getAndBitwiseAnd(this, ~NOTIFIED);
        }
        return (before & CANCEL) != 0 ? Begin.CANCEL : Begin.POLL;
    }

    /**
     * Keeps RUNNING for the next poll, which the caller sees to; false, and nothing changes, if
     * there was a wake or a cancel, for {@link #endPoll} then. The same worker.
     */
    final boolean keepRunning() {
        // Opaque: one that this does not see yet is seen by the next beginPoll().
        if (((int) WORD.getOpaque(this) & (CANCEL | NOTIFIED)) != 0) {
            return false;
        }
        HELD.setOpaque(this, true);
        return true;
    }

    /**
     * QUEUED -> RUNNING for good: whoever is first, whether to do the task or to call it off, is
     * the one who completes it. For tasks that are not polled. Any thread.
     */
    final boolean claim() {
        while (true) {
            int before = (int) WORD.getVolatile(this);
            if ((before & (RUNNING | DONE)) != 0) {
                return false;
            }
            if (WORD.compareAndSet(this, before, (before & ~NOTIFIED) | RUNNING)) {
                return true;
            }
        }
    }

    /** RUNNING -> IDLE or QUEUED; stays RUNNING if the task is to be cancelled. The same worker. */
    final End endPoll() {
        while (true) {
            int before = (int) WORD.getVolatile(this);
            if ((before & CANCEL) != 0) {
                return End.CANCEL;
            }
            // Release, by a full compare-and-set: what the poll wrote is visible to the next one,
            // on whatever worker. Fails if a wake or a cancel comes in between, which is then seen.
            if (WORD.compareAndSet(this, before, before & ~RUNNING)) {
                return (before & NOTIFIED) != 0 ? End.QUEUE : End.IDLE;
            }
        }
    }

    /**
     * RUNNING -> IDLE or QUEUED, after a turn of the clean-up that is not the last; stays RUNNING
     * if there is no more time for that. The same worker.
     */
    final End endCleanUp() {
        while (true) {
            int before = (int) WORD.getVolatile(this);
            if ((before & HURRY) != 0) {
                return End.CANCEL;
            }
            // As in endPoll(). CANCEL stays: it is what the next turn is told.
            if (WORD.compareAndSet(this, before, before & ~RUNNING)) {
                return (before & NOTIFIED) != 0 ? End.QUEUE : End.IDLE;
            }
        }
    }

    /** Whether the clean-up is not waited for. Under RUNNING. */
    final boolean isHurried() {
        return ((int) WORD.getVolatile(this) & HURRY) != 0;
    }

    /** Whether a call of the future is under way: a guess, unless the caller knows. */
    final boolean isRunning() {
        return ((int) WORD.getVolatile(this) & RUNNING) != 0 && !(boolean) HELD.getOpaque(this);
    }

    /**
     * What the task is doing: a guess; if it is the same later, most likely no turn has begun
     * since.
     */
    final TaskSnapshot.State look() {
        int now = (int) WORD.getVolatile(this);
        boolean waits = (boolean) HELD.getOpaque(this);
        if ((now & DONE) != 0 || ((now & RUNNING) != 0 && !waits)) {
            return TaskSnapshot.State.RUNNING;
        }
        if ((now & CANCEL) != 0) {
            return TaskSnapshot.State.ENDING;
        }
        return waits || (now & NOTIFIED) != 0
                ? TaskSnapshot.State.QUEUED
                : TaskSnapshot.State.WAITING;
    }

    /**
     * RUNNING -> DONE: publishes the outcome, stored before.
     *
     * @return whether the task was detached before
     */
    final boolean complete() {
        // Xor flips both bits in one step. A full fence: joiners are looked for after this, and
        // they look at DONE after they have registered.
        int before = (int) WORD.getAndBitwiseXor(this, RUNNING | DONE);
        assert (before & (RUNNING | DONE)) == RUNNING;
        return (before & DETACHED) != 0;
    }

    /** Nobody will look at the outcome; true if the task is DONE already. Any thread. */
    final boolean setDetached() {
        return ((int) WORD.getAndBitwiseOr(this, DETACHED) & DONE) != 0;
    }

    @Override
    public final boolean isFinished() {
        // Volatile, which is acquire for the outcome, and ordered after a joiner's registration.
        return ((int) WORD.getVolatile(this) & DONE) != 0;
    }
}
