package io.ringwake.reactor;

import io.ringwake.ffi.EntryFlags;
import io.ringwake.ffi.Errno;

/**
 * The CLOSE of one descriptor, submitted once nothing is in flight on it. Works on no descriptor,
 * so that it does not wait for itself.
 */
final class CloseOperation extends Operation {
    private final Descriptor closed;
    private final Reactor reactor;
    private int index;

    CloseOperation(Descriptor closed, Reactor reactor) {
        super(null);
        this.closed = closed;
        this.reactor = reactor;
    }

    /**
     * For shutdown, when nobody will turn the ring any more: closes the descriptor now, unless the
     * library has taken this. Then it has happened even if its completion was not seen, and the
     * number may be somebody else's already.
     */
    void settleWithout(Ring ring) {
        boolean happened = token != Token.NONE && ring.isTaken(index);
        closed.finish(reactor, happened ? 0 : reactor.calls().fdClose(closed.number()));
    }

    @Override
    protected void prepare(SubmissionEntry entry) {
        entry.close(closed.number());
        index = entry.index();
    }

    @Override
    protected void complete(int result, int flags) {
        assert (flags & EntryFlags.MORE) == 0;
        boolean untried = reactor.errnos().is(result, Errno.ECANCELED);
        closed.finish(reactor, untried ? reactor.calls().fdClose(closed.number()) : result);
    }
}
