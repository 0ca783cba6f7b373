package io.ringwake.net;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import io.ringwake.io.RingBuffer;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link Pattern} of a given length in parts of random size with turns in between, and
 * shuts the stream's output down. If told to it cancels its writes at random moments, and goes on
 * with what then remains in the buffer.
 */
final class PatternWriter implements Future<Void> {
    private final TcpStream stream;
    private final Random random;
    private final boolean cancelling;
    private final Pattern pattern = new Pattern();
    private final Buf[] bufs;
    private final RingBuffer ring = RingBuffer.allocate(8_192);
    private long left;
    private @Nullable Future<?> writing;
    private @Nullable Future<Void> ending;
    private int kind;
    private int patience;
    private int cancelled;

    PatternWriter(TcpStream stream, long length, long seed, boolean cancelling) {
        this.stream = stream;
        this.left = length;
        this.random = new Random(seed);
        this.cancelling = cancelling;
        // Small parts keep the reader waiting, large ones the writer.
        this.bufs = new Buf[] {Buf.allocate(3_000), Buf.allocate(cancelling ? 100_000 : 1_000)};
    }

    int cancelled() {
        return cancelled;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
        while (ending == null) {
            Future<?> current = writing == null ? next() : writing;
            if (current == null) {
                ending = stream.shutdownOutput();
                break;
            }
            writing = current;
            if (current.poll(cx).isReady()) {
                writing = null;
                if (random.nextInt(3) == 0) {
                    cx.waker().wake();
                    return Poll.pending();
                }
            } else if (!cancelling || patience-- > 0) {
                if (cancelling) {
                    cx.waker().wake();
                }
                return Poll.pending();
            } else {
                current.cancel();
                cancelled++;
                writing = null;
            }
        }
        if (!ending.poll(cx).isReady()) {
            return Poll.pending();
        }
        close();
        return Poll.done();
    }

    /** Goes on with what a cancelled write has left, or starts a new part; null at the end. */
    private @Nullable Future<?> next() {
        patience = random.nextInt(4);
        for (Buf buf : bufs) {
            if (buf.isPinned()) {
                return again();
            }
        }
        if (ring.isPinned() || !ring.isEmpty() || hasUnsent()) {
            return again();
        }
        if (left == 0) {
            return null;
        }
        kind = random.nextInt(6);
        fill();
        return again();
    }

    private Future<?> again() {
        return switch (kind) {
            case 0 -> stream.write(bufs[0]);
            case 1 -> stream.writeAll(bufs[1]);
            case 2 -> stream.writeAll(bufs);
            case 3 -> stream.write(ring);
            case 4 -> stream.writeAll(ring);
            default -> stream.write(bufs);
        };
    }

    private boolean hasUnsent() {
        for (Buf buf : bufs) {
            if (buf.hasRemaining() && (buf.position() > 0 || buf.limit() < buf.capacity())) {
                return true;
            }
        }
        return false;
    }

    private void fill() {
        if (kind == 3 || kind == 4) {
            int count = (int) Math.min(left, 1 + random.nextInt(ring.writable()));
            for (int i = 0; i < count; i++) {
                ring.put(pattern.next());
            }
            left -= count;
            return;
        }
        for (int i = 0; i < bufs.length; i++) {
            boolean used = kind != 1 - i;
            int room = bufs[i].capacity() - 1;
            int count = used ? (int) Math.min(left, 1 + random.nextInt(room)) : 0;
            bufs[i].clear();
            for (int j = 0; j < count; j++) {
                bufs[i].put(pattern.next());
            }
            bufs[i].flip();
            left -= count;
        }
    }

    private void close() {
        for (Buf buf : bufs) {
            buf.close();
        }
        ring.close();
    }
}
