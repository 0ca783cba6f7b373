package io.ringwake.cli.proxy;

import io.ringwake.cli.serve.ConnectionFailedException;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection: reads from one end and writes to the other, and carries the end of
 * the one's output across as the end of the other's input.
 *
 * <pre>
 *   READING -> WRITING -> READING         bytes have come; all of them are written
 *   READING -> SHUTTING_DOWN -> ENDED     the source has ended
 *   WRITING, SHUTTING_DOWN -> ENDED       the sink takes no more: kept, so that the other direction
 *                                         is still carried to its end
 * </pre>
 */
final class Relay {
    private enum Step {
        READING,
        WRITING,
        SHUTTING_DOWN,
        ENDED
    }

    private final End from;
    private final End to;
    private final ByteCount total;
    private final Buf buffer;
    private Step step = Step.READING;
    private @Nullable Future<Integer> reading;
    private @Nullable Future<Void> writing;
    private @Nullable WriteFailedException writeFailure;
    private int chunk;
    private long bytes;

    Relay(End from, End to, ByteCount total, int bufferBytes) {
        this.from = from;
        this.to = to;
        this.total = total;
        this.buffer = Buf.allocate(bufferBytes);
    }

    /** Carries what can be carried now; returns whether this direction has ended. */
    boolean poll(Context cx) throws ConnectionFailedException {
        boolean moved = true;
        while (moved && step != Step.ENDED) {
            moved = step == Step.READING ? pollRead(cx) : pollWrite(cx);
        }
        return step == Step.ENDED;
    }

    private boolean pollRead(Context cx) throws ConnectionFailedException {
        try {
            if (reading == null) {
                reading = from.stream().read(buffer.clear());
            }
            if (!(reading.poll(cx) instanceof Poll.Ready<Integer> count)) {
                return false;
            }
            reading = null;
            chunk = count.value();
        } catch (Exception e) {
            throw new ConnectionFailedException("read", from.name(), e);
        }
        step = chunk < 0 ? Step.SHUTTING_DOWN : Step.WRITING;
        return true;
    }

    private boolean pollWrite(Context cx) {
        try {
            if (writing == null) {
                writing = startWrite();
            }
            if (!writing.poll(cx).isReady()) {
                return false;
            }
            writing = null;
            written();
        } catch (Exception e) {
            writeFailure = new WriteFailedException(to.name(), e);
            step = Step.ENDED;
        }
        return true;
    }

    private Future<Void> startWrite() {
        return step == Step.WRITING
                ? to.stream().writeAll(buffer.flip())
                : to.stream().shutdownOutput();
    }

    private void written() {
        if (step == Step.SHUTTING_DOWN) {
            step = Step.ENDED;
        } else {
            total.add(chunk);
            bytes += chunk;
            step = Step.READING;
        }
    }

    /** How many bytes this relay has carried. */
    long bytes() {
        return bytes;
    }

    void throwWriteFailure() throws WriteFailedException {
        if (writeFailure != null) {
            throw writeFailure;
        }
    }

    /** Gives the buffer back, once the streams are closed. */
    void release() {
        buffer.close();
    }
}
