package io.ringwake.net;

import io.ringwake.ffi.EntryFlags;
import io.ringwake.future.Context;
import io.ringwake.future.Poll;
import io.ringwake.reactor.SubmissionEntry;
import java.io.IOException;

/** Waiting until a stream can be read, without a buffer. */
final class ReadableOperation extends StreamOperation<Void> {
    ReadableOperation(TcpStream stream) {
        super(stream);
    }

    @Override
    String verb() {
        return "readable";
    }

    @Override
    Poll<Void> begin(Context cx) {
        if (stream.hasStash()) {
            return cx.proceed() ? Poll.done() : Poll.pending();
        }
        return submit(cx);
    }

    @Override
    protected void prepare(SubmissionEntry entry) {
        entry.poll(stream.fd(), EntryFlags.POLL_IN, false);
    }

    @Override
    Poll<Void> end(int result) throws IOException {
        if (result >= 0) {
            return Poll.done();
        }
        throw failure(result);
    }

    @Override
    void settle(int result) {
        // Nothing was taken, so nothing is lost.
    }
}
