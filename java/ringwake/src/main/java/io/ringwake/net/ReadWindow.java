package io.ringwake.net;

import io.ringwake.io.Buf;
import io.ringwake.io.RingBuffer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The memory that a read fills, whatever the user's target is: a {@link Buf}, several, a {@link
 * RingBuffer}, a {@link ByteBuffer} or several.
 *
 * <p>ByteBuffers are never shown to the kernel. They are filled from {@code staging}, a buffer of
 * the stream's own, when the read is over: so a cancelled read cannot write into memory that its
 * user has put to another use.
 */
final class ReadWindow extends TransferWindow {
    private @Nullable Object target;

    /** How many bytes the target has room for, up to 2^31 - 1. */
    static int room(Object target) {
        if (target instanceof Buf buf) {
            return buf.remaining();
        }
        if (target instanceof RingBuffer ring) {
            return ring.writable();
        }
        if (target instanceof ByteBuffer bytes) {
            return bytes.remaining();
        }
        return target instanceof Buf[] bufs
                ? Vectors.total(bufs)
                : Vectors.total((ByteBuffer[]) target);
    }

    /** Copies bytes that came earlier to the target, as many as fit. */
    static int fill(Object target, Buf source) {
        if (target instanceof Buf buf) {
            return buf.put(source);
        }
        if (target instanceof RingBuffer ring) {
            return ring.put(source);
        }
        if (target instanceof ByteBuffer bytes) {
            return source.get(bytes);
        }
        int count = 0;
        if (target instanceof Buf[] bufs) {
            for (Buf buf : bufs) {
                count += buf.put(source);
            }
        } else {
            for (ByteBuffer bytes : (ByteBuffer[]) target) {
                count += source.get(bytes);
            }
        }
        return count;
    }

    /** Pins the memory for an operation. */
    void open(Object newTarget, Object operation) {
        if (newTarget instanceof Buf buf) {
            openBuf(buf, operation);
        } else if (newTarget instanceof RingBuffer ring) {
            ring.pinTail(operation);
            show(ring.tailAddress(), ring.writable());
        } else if (newTarget instanceof Buf[] bufs) {
            openVectors(bufs, operation);
        } else {
            Buf memory = Staging.sized(staging, room(newTarget));
            staging = memory;
            memory.clear();
            memory.pin(operation);
            show(memory.address(), Math.min(memory.capacity(), room(newTarget)));
        }
        target = newTarget;
    }

    /** Ends the operation's use: what was read is the user's. */
    void close(int transferred) {
        Object filled = release();
        if (filled instanceof Buf buf) {
            buf.unpin(transferred);
        } else if (filled instanceof RingBuffer ring) {
            ring.unpinTail(transferred);
        } else if (filled instanceof Buf[] && vectors != null) {
            vectors.unpin(transferred);
        } else if (staging != null) {
            staging.unpin(transferred);
            if (transferred > 0) { // otherwise it may be closed already, with the stream
                staging.flip();
                fill(filled, staging);
            }
        }
    }

    /** Ends the use of a cancelled operation: what was read goes to the stash instead. */
    void closeInto(Buf stash, int transferred) {
        Object filled = release();
        if (filled instanceof Buf buf) {
            buf.unpinInto(stash, transferred);
        } else if (filled instanceof RingBuffer ring) {
            ring.unpinTailInto(stash, transferred);
        } else if (filled instanceof Buf[] && vectors != null) {
            vectors.unpinInto(stash, transferred);
        } else if (staging != null) {
            staging.unpinInto(stash, transferred);
        }
    }

    private Object release() {
        Object filled = target;
        if (filled == null) {
            throw new IllegalStateException("no operation uses this window");
        }
        target = null;
        return filled;
    }
}
