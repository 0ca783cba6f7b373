package io.ringwake.net;

import io.ringwake.io.Buf;
import io.ringwake.io.BufferPool;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The buffer of a stream's own through which ByteBuffers are filled and drained. */
final class Staging {
    private static final int CAPACITY_MIN = 1 << 12;

    private Staging() {}

    /**
     * The same buffer if it is large enough for this many bytes or as large as it gets, else a
     * larger one in its place.
     */
    static Buf sized(@Nullable Buf current, int bytes) {
        int wanted = capacityFor(bytes);
        if (current != null && current.capacity() >= wanted) {
            return current;
        }
        if (current != null) {
            current.close();
        }
        return Buf.allocate(wanted);
    }

    private static int capacityFor(int bytes) {
        int capacity = CAPACITY_MIN;
        while (capacity < bytes && capacity < BufferPool.CAPACITY_MAX) {
            capacity <<= 2;
        }
        return capacity;
    }

    /** Copies as many bytes as fit; the source's position stays. */
    static void copy(ByteBuffer source, Buf destination) {
        int position = source.position();
        destination.put(source);
        source.position(position);
    }

    /** Moves the positions on by what was written. */
    static void skip(Object source, int count) {
        if (source instanceof ByteBuffer bytes) {
            bytes.position(bytes.position() + count);
            return;
        }
        int rest = count;
        for (ByteBuffer bytes : (ByteBuffer[]) source) {
            int part = Math.min(rest, bytes.remaining());
            bytes.position(bytes.position() + part);
            rest -= part;
        }
    }
}
