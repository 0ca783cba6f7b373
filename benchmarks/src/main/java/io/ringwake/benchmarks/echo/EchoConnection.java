package io.ringwake.benchmarks.echo;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import io.ringwake.net.TcpStream;
import org.jspecify.annotations.Nullable;

/** Reads, writes the same bytes back, until the client ends its side; written by hand. */
final class EchoConnection implements Future<Void> {
    private static final int BUFFER_BYTES = 1 << 14;

    private final TcpStream stream;
    private final Buf buffer = Buf.allocate(BUFFER_BYTES);
    private @Nullable Future<Integer> reading;
    private @Nullable Future<Void> writing;

    EchoConnection(TcpStream stream) {
        this.stream = stream;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
        try {
            while (read(cx)) {
                if (!write(cx)) {
                    return Poll.pending();
                }
            }
        } catch (Exception e) {
            cancel();
            throw e;
        }
        return stream.isOpen() ? Poll.pending() : Poll.done();
    }

    /** Whether there is something to write; if not, the read is pending or the stream closed. */
    private boolean read(Context cx) throws Exception {
        if (writing != null) {
            return true;
        }
        Future<Integer> current = reading;
        if (current == null) {
            current = stream.read(buffer.clear());
            reading = current;
        }
        if (!(current.poll(cx) instanceof Poll.Ready<Integer> count)) {
            return false;
        }
        reading = null;
        if (count.value() < 0) {
            cancel();
            return false;
        }
        writing = stream.writeAll(buffer.flip());
        return true;
    }

    private boolean write(Context cx) throws Exception {
        Future<Void> current = writing;
        if (current != null && !current.poll(cx).isReady()) {
            return false;
        }
        writing = null;
        return true;
    }

    @Override
    public void cancel() {
        stream.close();
        buffer.close();
    }
}
