package io.ringwake.net;

import io.ringwake.io.Buf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Several buffers as one: a message header and its array, in memory the kernel reads. One for each
 * direction of a stream that was used with several buffers at once.
 *
 * <pre>
 *    0       8          16     24        32              64
 *   | name  | name len | iov  | iov len | control, flags | {base, len} {base, len} ...
 * </pre>
 *
 * <p>The header is 56 bytes on 64-bit Linux and 48 on macOS, where iov len is four bytes before
 * four of padding; the rest stays zero on both.
 *
 * <p>One operation takes as many of the buffers as the array has room for, from the first on; the
 * others are left alone.
 */
final class Vectors {
    private static final int IOV = 16;
    private static final int IOV_LENGTH = 24;
    private static final int ARRAY = 64;
    private static final int ENTRY_BYTES = 16;
    private static final int MEMORY_BYTES = 4096;
    private static final int COUNT_MAX = (MEMORY_BYTES - ARRAY) / ENTRY_BYTES;

    private final Buf memory = Buf.allocate(MEMORY_BYTES);
    // The array is its user's, who may change it once the request is cancelled.
    private final List<Buf> pinned = new ArrayList<>();
    private int bytes;

    Vectors() {
        memory.order(ByteOrder.nativeOrder());
        for (int at = 0; at < ARRAY; at += Long.BYTES) {
            memory.putLong(at, 0);
        }
        memory.putLong(IOV, memory.address() + ARRAY);
    }

    static int total(Buf[] bufs) {
        long sum = 0;
        for (Buf buf : bufs) {
            sum += buf.remaining();
        }
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }

    static int total(ByteBuffer[] buffers) {
        long sum = 0;
        for (ByteBuffer each : buffers) {
            sum += each.remaining();
        }
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }

    /** Pins the buffers and describes them; returns the header's address. */
    long pin(Buf[] bufs, Object operation) {
        bytes = 0;
        int count = 0;
        try {
            for (Buf buf : bufs) {
                if (count == COUNT_MAX || !fits(buf)) {
                    break;
                }
                buf.pin(operation);
                pinned.add(buf);
                if (buf.hasRemaining()) {
                    describe(count++, buf);
                }
            }
        } catch (IllegalStateException e) {
            unpinEach(0);
            throw e;
        }
        memory.putLong(IOV_LENGTH, count);
        memory.pin(operation);
        return memory.address();
    }

    private boolean fits(Buf buf) {
        return buf.remaining() <= Integer.MAX_VALUE - bytes;
    }

    private void describe(int index, Buf buf) {
        int at = ARRAY + index * ENTRY_BYTES;
        memory.putLong(at, buf.address() + buf.position());
        memory.putLong(at + Long.BYTES, buf.remaining());
        bytes += buf.remaining();
    }

    /** Bytes of all pinned buffers. */
    int bytes() {
        return bytes;
    }

    /** Lets go of the buffers, the first of them moved on by what was transferred. */
    void unpin(int transferred) {
        memory.unpin(0);
        unpinEach(transferred);
    }

    private void unpinEach(int transferred) {
        int rest = transferred;
        for (int i = 0; i < pinned.size(); i++) {
            Buf buf = pinned.get(i);
            int part = Math.min(rest, buf.remaining());
            buf.unpin(part);
            rest -= part;
        }
        pinned.clear();
    }

    /** Lets go of the buffers of a cancelled read; what was transferred goes to the stash. */
    void unpinInto(Buf stash, int transferred) {
        memory.unpin(0);
        int rest = transferred;
        for (int i = 0; i < pinned.size(); i++) {
            Buf buf = pinned.get(i);
            int part = Math.min(rest, buf.remaining());
            buf.unpinInto(stash, part);
            rest -= part;
        }
        pinned.clear();
    }

    /** Gives the memory back, now or at the end of the operation that owns it. */
    void close() {
        memory.close();
    }
}
