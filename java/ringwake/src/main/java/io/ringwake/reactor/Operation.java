package io.ringwake.reactor;

import org.jspecify.annotations.Nullable;

/**
 * One operation that can be given to a {@link Reactor}, again and again: its owner allocates it
 * once and submits it whenever the previous use has ended.
 *
 * <pre>
 *             submit              cancel
 *      IDLE ----------&gt; IN_FLIGHT ------&gt; CANCEL_REQUESTED
 *        ^                  |                   |
 *        +------------------+-------------------+
 *                 terminal completion
 * </pre>
 *
 * <p>While it is in flight the memory and the descriptor named in its entry belong to it. All of it
 * belongs to the thread of its reactor.
 */
public abstract class Operation {
    private enum State {
        IDLE,
        IN_FLIGHT,
        CANCEL_REQUESTED
    }

    final @Nullable Descriptor descriptor;

    /** Its place in the ring; {@link Token#NONE} while it has none. */
    long token = Token.NONE;

    // Links of the Backlog.
    boolean queued;
    @Nullable Operation previousQueued;
    @Nullable Operation nextQueued;

    // Links of the Descriptor's list of what is in flight on it.
    @Nullable Operation previousOnDescriptor;
    @Nullable Operation nextOnDescriptor;

    private State state = State.IDLE;

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
     * Takes one completion.
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

    /** Whether its terminal completion is still to come. */
    public final boolean isInFlight() {
        return state != State.IDLE;
    }

    /** Whether it is in flight and was asked to end. */
    public final boolean isCancelRequested() {
        return state == State.CANCEL_REQUESTED;
    }

    /** IDLE -> IN_FLIGHT. */
    final void begin() {
        assert state == State.IDLE;
        state = State.IN_FLIGHT;
    }

    /** IN_FLIGHT -> CANCEL_REQUESTED; false if there is nothing to ask for. */
    final boolean requestCancel() {
        if (state != State.IN_FLIGHT) {
            return false;
        }
        state = State.CANCEL_REQUESTED;
        return true;
    }

    /** To IDLE, at the terminal completion. */
    final void end() {
        assert state != State.IDLE;
        state = State.IDLE;
        token = Token.NONE;
    }
}
