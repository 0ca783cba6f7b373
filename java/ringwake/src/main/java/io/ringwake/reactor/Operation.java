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
    final @Nullable Descriptor descriptor;

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
        return false;
    }

    /** Whether it is in flight and was asked to end. */
    public final boolean isCancelRequested() {
        return false;
    }
}
