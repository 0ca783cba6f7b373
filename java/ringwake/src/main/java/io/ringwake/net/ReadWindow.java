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
final class ReadWindow {
    private @Nullable Object target;
    private @Nullable Buf staging;
    private @Nullable Vectors vectors;
    private boolean vectored;
    private long address;
    private int length;

    /** Whether the address is that of a message header. */
    boolean isVectored() {
        return vectored;
    }

    /** Of the memory, or of the message header. */
    long address() {
        return address;
    }

    /** How many bytes fit. */
    int length() {
        return length;
    }

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
        vectored = false;
        if (newTarget instanceof Buf buf) {
            buf.pin(operation);
            address = buf.address() + buf.position();
            length = buf.remaining();
        } else if (newTarget instanceof RingBuffer ring) {
            ring.pinTail(operation);
            address = ring.tailAddress();
            length = ring.writable();
        } else if (newTarget instanceof Buf[] bufs) {
            openVectors(bufs, operation);
        } else {
            Buf memory = Staging.sized(staging, room(newTarget));
            staging = memory;
            memory.clear();
            length = Math.min(memory.capacity(), room(newTarget));
            memory.pin(operation);
            address = memory.address();
        }
        target = newTarget;
    }

    private void openVectors(Buf[] bufs, Object operation) {
        Vectors array = vectors == null ? new Vectors() : vectors;
        vectors = array;
        address = array.pin(bufs, operation);
        vectored = true;
        length = array.bytes();
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

    /** Whether there is memory of the stream's own. */
    boolean ownsMemory() {
        return staging != null || vectors != null;
    }

    /** Gives back the memory of the stream's own; what an operation still owns, at its end. */
    void free() {
        if (staging != null) {
            staging.close();
        }
        if (vectors != null) {
            vectors.close();
        }
    }
}
