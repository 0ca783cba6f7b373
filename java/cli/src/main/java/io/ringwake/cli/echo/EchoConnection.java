package io.ringwake.cli.echo;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import io.ringwake.net.TcpStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads, writes the same bytes back, and so on until the client ends its side. The stream's futures
 * are its own reused objects, so that a round allocates nothing.
 */
final class EchoConnection implements Future<Void> {
    private final TcpStream stream;
    private final Buf buffer;
    private @Nullable Future<Integer> reading;
    private @Nullable Future<Void> writing;

    EchoConnection(TcpStream stream, int bufferBytes) {
        this.stream = stream;
        this.buffer = Buf.allocate(bufferBytes);
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
        try {
            while (true) {
                if (writing == null) {
                    if (reading == null) {
                        reading = stream.read(buffer.clear());
                    }
                    if (!(reading.poll(cx) instanceof Poll.Ready<Integer> count)) {
                        return Poll.pending();
                    }
                    reading = null;
                    if (count.value() < 0) {
                        close();
                        return Poll.done();
                    }
                    writing = stream.writeAll(buffer.flip());
                }
                if (!writing.poll(cx).isReady()) {
                    return Poll.pending();
                }
                writing = null;
            }
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    @Override
    public void cancel() {
        close();
    }

    private void close() {
        stream.close();
        buffer.close();
    }
}
