package io.ringwake.net;

import io.ringwake.io.Buf;
import io.ringwake.io.RingBuffer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The memory that a write drains, whatever the user's source is: see {@link ReadWindow}, of which
 * this is the mirror image. ByteBuffers are copied when the write starts.
 */
final class WriteWindow extends TransferWindow {
    private @Nullable Object source;

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
        if (newSource instanceof Buf buf) {
            openBuf(buf, operation);
        } else if (newSource instanceof RingBuffer ring) {
            ring.pinHead(operation);
            show(ring.headAddress(), ring.readable());
        } else if (newSource instanceof Buf[] bufs) {
            openVectors(bufs, operation);
        } else {
            openStaging(newSource, operation);
        }
        source = newSource;
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
        memory.flip();
        memory.pin(operation);
        show(memory.address(), memory.remaining());
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
}
