package io.ringwake.io;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import org.jspecify.annotations.Nullable;

/**
 * One way of a copy: reads into the tail of a ring buffer while it writes from its head.
 *
 * <pre>
 *   COPYING -> DRAINING   the source has ended, the buffer has not
 *   DRAINING -> ENDING    the buffer is empty: the end is passed on, if asked for
 *   ENDING -> DONE
 * </pre>
 */
final class CopyDirection {
    private enum State {
        COPYING,
        DRAINING,
        ENDING,
        DONE
    }

    private final AsyncRead from;
    private final AsyncWrite to;
    private final int bufferBytes;
    private final boolean passEndOn;
    private State state = State.COPYING;
    private @Nullable RingBuffer buffer;
    private @Nullable Future<Integer> reading;
    private @Nullable Future<Integer> writing;
    private @Nullable Future<Void> ending;
    private long copied;

    CopyDirection(AsyncRead from, AsyncWrite to, int bufferBytes, boolean passEndOn) {
        if (bufferBytes < 1) {
            throw new IllegalArgumentException("bufferBytes=" + bufferBytes + ", allowed: >= 1");
        }
        this.from = from;
        this.to = to;
        this.bufferBytes = bufferBytes;
        this.passEndOn = passEndOn;
    }

    long copied() {
        return copied;
    }

    /** Moves what can be moved now; true when this direction has ended. */
    boolean advance(Context cx) throws Exception {
        if (state == State.DONE) {
            return true;
        }
        RingBuffer bytes = buffer;
        if (bytes == null) {
            bytes = RingBuffer.allocate(bufferBytes);
            buffer = bytes;
        }
        boolean moved = true;
        while (moved) {
            // Each step that was ready spent budget, so this ends with the budget at the latest.
            boolean read = read(cx, bytes);
            boolean written = write(cx, bytes);
            moved = read || written;
        }
        return state == State.ENDING && end(cx);
    }

    /** Whether a read was ready. */
    private boolean read(Context cx, RingBuffer bytes) throws Exception {
        if (state != State.COPYING) {
            return false;
        }
        Future<Integer> future = reading;
        if (future == null) {
            if (bytes.writable() == 0) {
                return false;
            }
            future = from.read(bytes);
            reading = future;
        }
        if (!(future.poll(cx) instanceof Poll.Ready<Integer> ready)) {
            return false;
        }
        reading = null;
        if (ready.value() < 0) {
            state = State.DRAINING;
        }
        return true;
    }

    /** Whether a write was ready. */
    private boolean write(Context cx, RingBuffer bytes) throws Exception {
        Future<Integer> future = writing;
        if (future == null) {
            if (bytes.isEmpty()) {
                if (state == State.DRAINING) {
                    state = State.ENDING;
                }
                return false;
            }
            future = to.write(bytes);
            writing = future;
        }
        if (!(future.poll(cx) instanceof Poll.Ready<Integer> ready)) {
            return false;
        }
        writing = null;
        copied += ready.value();
        return true;
    }

    private boolean end(Context cx) throws Exception {
        if (passEndOn) {
            Future<Void> future = ending;
            if (future == null) {
                future = to.shutdownOutput();
                ending = future;
            }
            if (!future.poll(cx).isReady()) {
                return false;
            }
            ending = null;
        }
        state = State.DONE;
        release();
        return true;
    }

    /** Ends what is under way; the buffer goes when the kernel has let go of it. */
    void cancel() {
        cancel(reading);
        cancel(writing);
        cancel(ending);
        reading = null;
        writing = null;
        ending = null;
        state = State.DONE;
        release();
    }

    private static void cancel(@Nullable Future<?> future) {
        if (future != null) {
            future.cancel();
        }
    }

    private void release() {
        if (buffer != null) {
            buffer.close();
            buffer = null;
        }
    }
}
