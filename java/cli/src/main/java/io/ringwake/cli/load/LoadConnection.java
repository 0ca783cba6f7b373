package io.ringwake.cli.load;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import io.ringwake.net.TcpStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * One connection of a load test: sends messages, verifies what comes back, and measures from the
 * moment a message may be sent to the arrival of its last byte.
 *
 * <p>Sending and receiving are driven independently, so that a message, or several, may be larger
 * than what the sockets in between can hold.
 */
final class LoadConnection {
    private final LoadRun run;
    private final TcpStream stream;
    private final int number;
    private final int messageBytes;
    private final long[] startNanos; // of the messages under way, by number modulo pipeline
    private final Future<Void> progress =
            cx -> mayStart() || isOver() ? Poll.done() : Poll.pending();
    private long writtenBytes;
    private long receivedBytes;
    private long started;
    private long completed;
    private boolean outputEnded;

    LoadConnection(LoadRun run, TcpStream stream, int number) {
        this.run = run;
        this.stream = stream;
        this.number = number;
        this.messageBytes = run.options().messageBytes();
        this.startNanos = new long[run.options().pipeline()];
    }

    /**
     * Sends and receives until the run is over and all has come back. The receiver goes first: the
     * sender waits for what it has done, polled right after it.
     */
    Future<Void> run() {
        Future<Void> exchange =
                async(() -> {
                    await(Futures.join(receive(), send()));
                    return null;
                });
        return exchange.thenClose(stream);
    }

    private Buf allocate() {
        return Buf.allocate(
                (int) Math.min(Pattern.CHUNK_MAX, (long) messageBytes * startNanos.length));
    }

    private int slot(long message) {
        return (int) (message % startNanos.length);
    }

    // ---- sending

    private Future<Void> send() {
        return async(() -> {
            try (Buf buffer = allocate()) {
                while (!isOver()) {
                    startMessages();
                    await(isAllWritten() ? progress : stream.writeAll(nextChunk(buffer)));
                }
            }
            outputEnded = true;
            return await(stream.shutdownOutput());
        });
    }

    private boolean mayStart() {
        return run.isSending() && started < completed + startNanos.length;
    }

    private boolean isOver() {
        return !run.isSending() && completed == started;
    }

    private void startMessages() {
        if (!mayStart()) {
            return;
        }
        long now = System.nanoTime();
        while (mayStart()) {
            startNanos[slot(started)] = now;
            started++;
        }
    }

    private boolean isAllWritten() {
        return writtenBytes == started * messageBytes;
    }

    private Buf nextChunk(Buf buffer) {
        long waitingBytes = started * messageBytes - writtenBytes;
        int chunk = (int) Math.min(waitingBytes, buffer.capacity());
        Pattern.fill(buffer.clear().limit(chunk), number, writtenBytes);
        writtenBytes += chunk;
        return buffer.flip();
    }

    // ---- receiving

    private Future<Void> receive() {
        return async(() -> {
            try (Buf buffer = allocate()) {
                int count;
                while ((count = await(stream.read(buffer.clear()))) >= 0) {
                    received(buffer.flip(), count);
                }
            }
            requireEnd();
            return null;
        });
    }

    private void requireEnd() throws EOFException {
        if (!outputEnded || completed != started) {
            throw new EOFException(
                    "closed by the service with %d of %d messages under way"
                            .formatted(started - completed, startNanos.length));
        }
    }

    private void received(Buf bytes, int count) throws IOException {
        LoadStats stats = run.stats();
        stats.differences += run.pattern().takeAndCountDifferences(bytes, number, receivedBytes);
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
}
