package io.ringwake.reactor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One operation that can be given to a {@link Reactor}, again and again: its owner allocates it
 * once and submits it whenever the previous use has ended, each time to the reactor of the thread
 * that it is on.
 *
 * <pre>
 *             begin()             requestCancel()
 *      IDLE ----------&gt; IN_FLIGHT ------&gt; CANCEL_REQUESTED
 *        ^                  |                   |
 *        +------------------+-------------------+
 *                         end()
 * </pre>
 *
 * <p>While it is in flight the memory and the descriptor named in its entry belong to it. The three
 * transitions are steps of the thread whose reactor it is in flight on, so there is one writer at a
 * time; other threads may look. The next use may be on another reactor: whoever submits it has
 * learned of the end from {@link #complete}, in a way that makes what that reactor wrote visible.
 */
public abstract class Operation {
    private static final int IDLE = 0;
    private static final int IN_FLIGHT = 1;
    private static final int CANCEL_REQUESTED = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Operation.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final @Nullable Descriptor descriptor;

    /** Its place in the ring; {@link Token#NONE} while it has none. */
    long token = Token.NONE;

    // Links of the Backlog.
    boolean queued;
    @Nullable Operation previousQueued;
    @Nullable Operation nextQueued;

    // Link of the Descriptor's list; guarded by the descriptor.
    boolean listed;
    @Nullable Operation nextListed;

    // Plain: published by the state, which is written after it.
    private @Nullable Reactor reactor;

    @SuppressWarnings("unused") // accessed through STATE
    private int state = IDLE;

    /**
     * An idle operation.
     *
     * @param descriptor the descriptor it works on, which is not closed while it is in flight; null
     *     if it works on none
     */
    protected Operation(@Nullable Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Fills the entry. Called by {@link Reactor#submit}, or in a later turn if the submission ring
     * is full then; must not call the reactor. The entry is valid during the call only.
     */
    protected abstract void prepare(SubmissionEntry entry);

    /**
     * Takes one completion, on the thread of the reactor it was submitted to.
     *
     * <p>If {@code flags} has {@link io.ringwake.ffi.EntryFlags#MORE} the operation goes on.
     * Otherwise this is its terminal completion: it is idle before this is called, and may be
     * submitted again from here. Must not call {@link Reactor#turn}. What it throws leaves {@link
     * Reactor#turn} after all other completions were handed out.
     *
     * @param result {@code >= 0}: the operation's result; {@code < 0}: {@code -errno}
     * @param flags {@link io.ringwake.ffi.EntryFlags} of the completion
     */
    protected abstract void complete(int result, int flags);

    /**
     * Whether its terminal completion is still to come. Exact on the thread that drives it;
     * elsewhere a look that may be out of date.
     */
    public final boolean isInFlight() {
        return stateAcquire() != IDLE;
    }

    /** Whether it is in flight and was asked to end. As exact as {@link #isInFlight}. */
    public final boolean isCancelRequested() {
        return stateAcquire() == CANCEL_REQUESTED;
    }

    /**
     * The reactor it is in flight on; null if it is idle. Any thread: by the time the caller looks
     * at the result it may have ended there and begun elsewhere.
     */
    public final @Nullable Reactor inFlightOn() {
        return isInFlight() ? reactor : null;
    }

    /**
     * Inside {@link #complete}: the reactor whose thread this is, to be submitted to again.
     *
     * @throws IllegalStateException if it was never submitted
     */
    protected final Reactor completedOn() {
        Reactor last = reactor;
        if (last == null) {
            throw new IllegalStateException("the operation was never in flight");
        }
        return last;
    }

    /** It is not submitted any more: its descriptor forgets it. */
    protected final void retire() {
        if (descriptor != null) {
            descriptor.unlist(this);
        }
    }

    /**
     * IDLE -> IN_FLIGHT, and one user more of the descriptor. In this order: see {@link
     * Descriptor}. False if the descriptor is being closed.
     */
    final boolean begin(Reactor by) {
        Descriptor on = descriptor;
        reactor = by;
        // Release: whoever sees IN_FLIGHT sees the reactor.
        STATE.setRelease(this, IN_FLIGHT);
        if (on == null) {
            return true;
        }
        if (!listed) {
            on.list(this);
        }
        if (on.begin()) {
            return true;
        }
        end();
        return false;
    }

    /** IN_FLIGHT -> CANCEL_REQUESTED; false if there is nothing to ask for. */
    final boolean requestCancel() {
        if (stateAcquire() != IN_FLIGHT) {
            return false;
        }
        STATE.setRelease(this, CANCEL_REQUESTED);
        return true;
    }

    /** To IDLE, at the terminal completion. */
    final void end() {
        token = Token.NONE;
        STATE.setRelease(this, IDLE);
    }

    private int stateAcquire() {
        return (int) STATE.getAcquire(this);
    }
}
