package io.ringwake.cli.load;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import io.ringwake.net.TcpStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a load test: sends messages, verifies what comes back, and measures from the
 * moment a message may be sent to the arrival of its last byte.
 *
 * <p>Sending and receiving are driven independently, so that a message, or several, may be larger
 * than what the sockets in between can hold.
 */
final class LoadConnection implements Future<Void> {
    private final LoadRun run;
    private final TcpStream stream;
    private final int number;
    private final int messageBytes;
    private final long[] startNanos; // of the messages under way, by number modulo pipeline
    private final Buf outgoing;
    private final Buf incoming;
    private @Nullable Future<Void> writing;
    private @Nullable Future<Integer> reading;
    private long writtenBytes;
    private long receivedBytes;
    private long started;
    private long completed;
    private boolean outputEnded;
    private boolean inputEnded;

    LoadConnection(LoadRun run, TcpStream stream, int number) {
        this.run = run;
        this.stream = stream;
        this.number = number;
        this.messageBytes = run.options().messageBytes();
        int pipeline = run.options().pipeline();
        this.startNanos = new long[pipeline];
        int bufferBytes = (int) Math.min(Pattern.CHUNK_MAX, (long) messageBytes * pipeline);
        this.outgoing = Buf.allocate(bufferBytes);
        this.incoming = Buf.allocate(bufferBytes);
    }

    @Override
    public Poll<Void> poll(Context cx) {
        try {
            boolean moved = true;
            while (moved && !inputEnded) {
                boolean sent = pollSend(cx);
                moved = pollReceive(cx) || sent;
            }
            if (!inputEnded) {
                return Poll.pending();
            }
            close();
            run.connectionEnded(this, null);
        } catch (Exception e) {
            close();
            run.connectionEnded(this, e);
        }
        return Poll.done();
    }

    // ---- sending

    private boolean pollSend(Context cx) throws Exception {
        if (writing == null) {
            writing = startWrite();
        }
        if (writing == null || !writing.poll(cx).isReady()) {
            return false;
        }
        writing = null;
        return true;
    }

    /** What is to be written now; null: nothing before something has come back. */
    private @Nullable Future<Void> startWrite() {
        startMessages();
        long waitingBytes = started * messageBytes - writtenBytes;
        if (waitingBytes > 0) {
            int chunk = (int) Math.min(waitingBytes, outgoing.capacity());
            Pattern.fill(outgoing.clear().limit(chunk), number, writtenBytes);
            writtenBytes += chunk;
            return stream.writeAll(outgoing.flip());
        }
        if (!run.isSending() && completed == started && !outputEnded) {
            outputEnded = true;
            return stream.shutdownOutput();
        }
        return null;
    }

    private void startMessages() {
        if (!run.isSending() || started == completed + startNanos.length) {
            return;
        }
        long now = System.nanoTime();
        while (started < completed + startNanos.length) {
            startNanos[slot(started)] = now;
            started++;
        }
    }

    // ---- receiving

    private boolean pollReceive(Context cx) throws Exception {
        if (reading == null) {
            reading = stream.read(incoming.clear());
        }
        if (!(reading.poll(cx) instanceof Poll.Ready<Integer> count)) {
            return false;
        }
        reading = null;
        if (count.value() < 0) {
            requireEnd();
            inputEnded = true;
        } else {
            received(count.value());
        }
        return true;
    }

    private void requireEnd() throws EOFException {
        if (!outputEnded || completed != started) {
            throw new EOFException(
                    "closed by the service with %d of %d messages under way"
                            .formatted(started - completed, startNanos.length));
        }
    }

    private void received(int count) throws IOException {
        LoadStats stats = run.stats();
        stats.differences +=
                run.pattern().takeAndCountDifferences(incoming.flip(), number, receivedBytes);
        receivedBytes += count;
        stats.bytes += count;
        if (receivedBytes > writtenBytes) {
            throw new IOException(
                    "%d bytes came back, %d were sent".formatted(receivedBytes, writtenBytes));
        }
        long now = System.nanoTime();
        while (receivedBytes >= (completed + 1) * messageBytes) {
            stats.latencyNanos.recordValue(now - startNanos[slot(completed)]);
            stats.messages++;
            completed++;
        }
    }

    private int slot(long message) {
        return (int) (message % startNanos.length);
    }

    @Override
    public void cancel() {
        close();
    }

    private void close() {
        stream.close();
        outgoing.close();
        incoming.close();
    }
}
