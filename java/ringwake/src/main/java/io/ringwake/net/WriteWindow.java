package io.ringwake.net;

import io.ringwake.io.Buf;
import io.ringwake.io.RingBuffer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The memory that a write drains, whatever the user's source is: see {@link ReadWindow}, of which
 * this is the mirror image. ByteBuffers are copied when the write starts.
 */
final class WriteWindow {
    private @Nullable Object source;
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

    /** How many bytes there are. */
    int length() {
        return length;
    }

    /** How many bytes the source has, up to 2^31 - 1. */
    static int remaining(Object source) {
        if (source instanceof Buf buf) {
            return buf.remaining();
        }
        if (source instanceof RingBuffer ring) {
            return ring.readable();
        }
        if (source instanceof ByteBuffer bytes) {
            return bytes.remaining();
        }
        return source instanceof Buf[] bufs
                ? Vectors.total(bufs)
                : Vectors.total((ByteBuffer[]) source);
    }

    /** Pins the memory for an operation. */
    void open(Object newSource, Object operation) {
        vectored = false;
        if (newSource instanceof Buf buf) {
            buf.pin(operation);
            address = buf.address() + buf.position();
            length = buf.remaining();
        } else if (newSource instanceof RingBuffer ring) {
            ring.pinHead(operation);
            address = ring.headAddress();
            length = ring.readable();
        } else if (newSource instanceof Buf[] bufs) {
            openVectors(bufs, operation);
        } else {
            openStaging(newSource, operation);
        }
        source = newSource;
    }

    private void openVectors(Buf[] bufs, Object operation) {
        Vectors array = vectors == null ? new Vectors() : vectors;
        vectors = array;
        address = array.pin(bufs, operation);
        vectored = true;
        length = array.bytes();
    }

    private void openStaging(Object newSource, Object operation) {
        Buf memory = Staging.sized(staging, remaining(newSource));
        staging = memory;
        memory.clear();
        if (newSource instanceof ByteBuffer bytes) {
            Staging.copy(bytes, memory);
        } else {
            for (ByteBuffer bytes : (ByteBuffer[]) newSource) {
                Staging.copy(bytes, memory);
            }
        }
        length = memory.position();
        memory.flip();
        memory.pin(operation);
        address = memory.address();
    }

    /**
     * Ends the operation's use, with what was written taken from the source.
     *
     * @param late whether the request was cancelled meanwhile: ByteBuffers are then left alone, for
     *     their user may have put them to another use
     */
    void close(int transferred, boolean late) {
        Object drained = source;
        if (drained == null) {
            return; // it could not be opened again in the middle of writing all
        }
        source = null;
        if (drained instanceof Buf buf) {
            buf.unpin(transferred);
        } else if (drained instanceof RingBuffer ring) {
            ring.unpinHead(transferred);
        } else if (drained instanceof Buf[] && vectors != null) {
            vectors.unpin(transferred);
        } else if (staging != null) {
            staging.unpin(transferred);
            if (!late) {
                Staging.skip(drained, transferred);
            }
        }
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
