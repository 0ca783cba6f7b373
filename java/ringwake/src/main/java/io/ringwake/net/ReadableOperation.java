package io.ringwake.net;

import io.ringwake.ffi.EntryFlags;
import io.ringwake.future.Context;
import io.ringwake.future.Poll;
import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.SubmissionEntry;
import java.io.IOException;
import java.lang.invoke.VarHandle;

/**
 * Waiting until a stream can be read, without a buffer. What a cancelled read leaves behind can be
 * read, too, and the socket will not tell of it: then this is ended early.
 *
 * <p>That read keeps the bytes, then looks for this; this begins, then looks for the bytes. With
 * sequential consistency one of the two sees the other.
 */
final class ReadableOperation extends StreamOperation<Void> {
    private volatile boolean early;

    ReadableOperation(TcpStream stream) {
        super(stream);
    }

    @Override
    String verb() {
        return "readable";
    }

    @Override
    Poll<Void> begin(Context cx) throws IOException {
        if (stream.hasStash()) {
            return cx.proceed() ? Poll.done() : Poll.pending();
        }
        early = false;
        Poll<Void> pending = submit(cx);
        VarHandle.fullFence();
        if (stream.hasStash()) {
            endEarly();
        }
        return pending;
    }

    /** There is something to read. Any thread. */
    void endEarly() {
        Reactor reactor = inFlightOn();
        if (state() == SUBMITTED && reactor != null) {
            reactor.tryExecute(() -> endEarly(reactor));
        }
    }

    private void endEarly(Reactor reactor) {
        if (stream.hasStash()) {
            early = true;
            reactor.cancel(this);
        }
    }

    @Override
    protected void prepare(SubmissionEntry entry) {
        entry.poll(stream.fd(), EntryFlags.POLL_IN, false);
    }

    @Override
    Poll<Void> end(int result) throws IOException {
        if (result >= 0 || (early && stream.isOpen())) {
            return Poll.done();
        }
        throw failure(result);
    }

    @Override
    void settle(int result) {
        // Nothing was taken, so nothing is lost.
    }
}
