package io.ringwake.net;

import io.ringwake.future.Waker;
import io.ringwake.reactor.Descriptor;
import io.ringwake.reactor.Operation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The state of a reused operation of a stream, and who waits for it. Two sides meet here: the
 * <em>task</em>, which asks, polls and cancels, on whichever worker it is, one step at a time; and
 * the <em>reactor</em> that the operation is in flight on, on its own thread.
 *
 * <pre>
 *   IDLE        -> REQUESTED    request()          task
 *   REQUESTED   -> SUBMITTED    begin()            task: nothing is in flight yet
 *   SUBMITTED   -> COMPLETED    publish()          reactor: the result can be taken
 *   SUBMITTED   -> BACKING_OFF  publish()          reactor: a shortage; the task waits
 *   SUBMITTED   -> CONTINUING   claim()            reactor: uses what the request names once more
 *   CONTINUING  -> SUBMITTED    unclaim()          reactor
 *   BACKING_OFF -> SUBMITTED    begin()            task
 *   COMPLETED, BACKING_OFF, REQUESTED -> IDLE      end(): task, taken, failed or cancelled
 *   SUBMITTED   -> ABANDONED    abandon()          task: cancelled, still in flight
 *   ABANDONED   -> QUEUED       request()          task: asks again, and waits for the old one
 *   QUEUED      -> ABANDONED    withdraw()         task: cancelled once more
 *   ABANDONED   -> IDLE         settled()          reactor: the old one has ended
 *   QUEUED      -> REQUESTED    settled()          reactor: and the new one may begin
 *   IDLE        -> FREED        free()             whoever closes the stream: final
 * </pre>
 *
 * <p><b>Who may touch the operation's own fields.</b> In IDLE, REQUESTED, COMPLETED and BACKING_OFF
 * the task; in SUBMITTED, ABANDONED and QUEUED the reactor, but for what a request alone has set.
 * Each hand-over is a step of this word, with release and acquire, so that what one side wrote
 * before it is visible to the other after it. Where both sides could step at once, from SUBMITTED,
 * ABANDONED and QUEUED, each step is a compare-and-set, and the one that fails looks again.
 *
 * <p>A task that has cancelled may do with what its request named as it likes, so the reactor looks
 * at that in CONTINUING alone; for those few steps cancel() waits.
 *
 * <p><b>No wake is lost.</b> The task stores its waker, then reads the word again before it gives
 * way; the reactor changes the word, then reads the waker. All four are sequentially consistent: if
 * the task's read misses the change, the change comes after it, and so does the reactor's read of
 * the waker, which then finds it. A waker that is stored already is not stored again; the argument
 * holds for the earlier store. The waker is taken away by cancelling alone, before the step that
 * lets another request be made, whose waker it would be otherwise. A wake too many is possible,
 * which is allowed.
 */
abstract class RequestState extends Operation {
    static final int IDLE = 0;
    static final int REQUESTED = 1;
    static final int SUBMITTED = 2;
    static final int COMPLETED = 3;
    static final int BACKING_OFF = 4;
    static final int ABANDONED = 5;
    static final int QUEUED = 6;
    static final int FREED = 7;
    static final int CONTINUING = 8;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(RequestState.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through STATE
    private int state;

    private volatile @Nullable Waker waker;

    RequestState(@Nullable Descriptor descriptor) {
        super(descriptor);
    }

    /** Any thread; on the other side it may be out of date at once. */
    final int state() {
        return (int) STATE.getVolatile(this);
    }

    // ---- the task's steps

    /** A new request; false if one is under way. FREED stays, and tells the poll. */
    final boolean beginRequest() {
        while (true) {
            // Atomic although the task alone asks: two tasks that do so at once, which is an error,
            // must not both be let in to memory that the kernel writes to.
            int before = (int) STATE.compareAndExchange(this, IDLE, REQUESTED);
            if (before == IDLE || before == FREED) {
                return true;
            }
            if (before != ABANDONED) {
                return false;
            }
            if (STATE.compareAndSet(this, ABANDONED, QUEUED)) {
                return true;
            }
        }
    }

    /** About to submit, to the reactor of this very thread, which completes it in a later turn. */
    final void beginFlight() {
        STATE.setRelease(this, SUBMITTED);
    }

    /** It could not be submitted. */
    final void endFlight(int next) {
        STATE.setRelease(this, next);
    }

    /** The request is over, with nothing in flight. */
    final void endRequest() {
        STATE.setRelease(this, IDLE);
    }

    /** The same; a look at whether the stream is closed may follow, and does not move before it. */
    final void endRequestBeforeLook() {
        STATE.setVolatile(this, IDLE);
    }

    /** SUBMITTED to ABANDONED; false if it has just ended. Forgets the waker either way. */
    final boolean abandon() {
        waker = null;
        return STATE.compareAndSet(this, SUBMITTED, ABANDONED);
    }

    /** QUEUED to ABANDONED; false if the old operation has just ended. Forgets the waker. */
    final boolean withdraw() {
        waker = null;
        return STATE.compareAndSet(this, QUEUED, ABANDONED);
    }

    /** Stores the waker; the caller reads the word again before it gives way. */
    final void register(Waker newWaker) {
        if (waker != newWaker) {
            waker = newWaker;
        }
    }

    // ---- the reactor's steps

    /** SUBMITTED to CONTINUING; false if it was abandoned. */
    final boolean claim() {
        return STATE.compareAndSet(this, SUBMITTED, CONTINUING);
    }

    /** CONTINUING to SUBMITTED, before it is submitted again or its end is published. */
    final void unclaim() {
        STATE.setVolatile(this, SUBMITTED);
    }

    /** SUBMITTED to COMPLETED or BACKING_OFF, and wakes; false if it was abandoned. */
    final boolean publish(int next) {
        if (!STATE.compareAndSet(this, SUBMITTED, next)) {
            return false;
        }
        wakeWaiting();
        return true;
    }

    /**
     * The abandoned operation has ended and its result is put away. True if IDLE is what is left.
     */
    final boolean settled() {
        while (true) {
            if (STATE.compareAndSet(this, ABANDONED, IDLE)) {
                return true;
            }
            if (STATE.compareAndSet(this, QUEUED, REQUESTED)) {
                wakeWaiting();
                return false;
            }
        }
    }

    final void wakeWaiting() {
        Waker waiting = waker;
        if (waiting != null) {
            waiting.wake();
        }
    }

    // ---- whoever closes the stream

    /** IDLE to FREED; the caller alone may then give the operation's memory back. */
    final boolean beginFree() {
        return STATE.compareAndSet(this, IDLE, FREED);
    }
}
