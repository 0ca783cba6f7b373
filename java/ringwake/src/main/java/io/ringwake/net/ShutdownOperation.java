package io.ringwake.net;

import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.future.Context;
import io.ringwake.future.Poll;
import io.ringwake.reactor.SubmissionEntry;
import java.io.IOException;

/** Shutting down the writing side of a stream. */
final class ShutdownOperation extends StreamOperation<Void> {
    private static final int WRITING = 1;

    ShutdownOperation(TcpStream stream) {
        super(stream);
    }

    @Override
    String verb() {
        return "shutdownOutput";
    }

    @Override
    Poll<Void> begin(Context cx) throws IOException {
        return submit(cx);
    }

    @Override
    protected void prepare(SubmissionEntry entry) {
        entry.shutdown(stream.fd(), WRITING);
    }

    @Override
    Poll<Void> end(int result) throws IOException {
        // ENOTCONN: the peer has reset the connection, so there is nobody left to tell.
        if (result >= 0 || ErrnoTable.platform().is(result, Errno.ENOTCONN)) {
            return Poll.done();
        }
        throw failure(result);
    }

    @Override
    void settle(int result) {
        // Done or not, there is nothing to keep.
    }
}
