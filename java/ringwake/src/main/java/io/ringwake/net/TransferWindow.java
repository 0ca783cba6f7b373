package io.ringwake.net;

import io.ringwake.io.Buf;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ReadWindow} and a {@link WriteWindow} have in common: where the memory of an
 * operation is, and the memory of the stream's own that stands in for some of the user's.
 */
abstract class TransferWindow {
    /** A copy of the user's ByteBuffers. */
    @Nullable Buf staging;

    /** The message header for several buffers. */
    @Nullable Vectors vectors;

    private boolean vectored;
    private long address;
    private int length;

    /** Whether the address is that of a message header. */
    final boolean isVectored() {
        return vectored;
    }

    /** Of the memory, or of the message header. */
    final long address() {
        return address;
    }

    /** How many bytes there are, or fit. */
    final int length() {
        return length;
    }

    /** The operation is to work on this memory, which is pinned. */
    final void show(long newAddress, int newLength) {
        vectored = false;
        address = newAddress;
        length = newLength;
    }

    /** The same for what remains of a buffer. */
    final void openBuf(Buf buf, Object operation) {
        buf.pin(operation);
        show(buf.address() + buf.position(), buf.remaining());
    }

    /** The same for what remains of several, through a message header. */
    final void openVectors(Buf[] bufs, Object operation) {
        Vectors array = vectors == null ? new Vectors() : vectors;
        vectors = array;
        show(array.pin(bufs, operation), array.bytes());
        vectored = true;
    }

    /** Whether there is memory of the stream's own. */
    final boolean ownsMemory() {
        return staging != null || vectors != null;
    }

    /** Gives back the memory of the stream's own; what an operation still owns, at its end. */
    final void free() {
        if (staging != null) {
            staging.close();
        }
        if (vectors != null) {
            vectors.close();
        }
    }
}
