package io.ringwake.ffi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Off-heap memory of a known address, zeroed, a whole number of pages, released by {@link #close}.
 *
 * <p>Thread-safe to close; what is in it is as safe as its users make it. The views handed out by
 * {@link #buffer} die with it: using one after close is undefined.
 */
public final class NativeMemory implements AutoCloseable {
    private final NativeCalls calls;
    private final long address;
    private final long size;
    private final boolean mirrored;
    private final AtomicBoolean released = new AtomicBoolean();

    private NativeMemory(NativeCalls calls, long address, long size, boolean mirrored) {
        this.calls = calls;
        this.address = address;
        this.size = size;
        this.mirrored = mirrored;
    }

    /**
     * Maps at least {@code bytes} bytes, rounded up to whole pages.
     *
     * @throws IllegalArgumentException if bytes is not positive
     * @throws OutOfMemoryError if the system has none left
     * @throws RingException if it refuses for another reason
     */
    public static NativeMemory map(NativeCalls calls, long bytes) {
        long size = wholePages(calls, bytes);
        Scratch out = new Scratch(calls, Long.BYTES);
        check(calls, "rw_memory_map", calls.memoryMap(size, out.address()), size);
        return new NativeMemory(calls, out.getLong(0), size, false);
    }

    /**
     * Maps at least {@code bytes} bytes twice in a row: byte {@code i} and byte {@code size() + i}
     * are the same memory, so that any window of up to {@code size()} bytes is contiguous.
     *
     * @throws IllegalArgumentException if bytes is not positive
     * @throws OutOfMemoryError if the system has none left
     * @throws RingException if it refuses for another reason
     */
    public static NativeMemory mirror(NativeCalls calls, long bytes) {
        long size = wholePages(calls, bytes);
        Scratch out = new Scratch(calls, Long.BYTES);
        check(calls, "rw_mirror_map", calls.mirrorMap(size, out.address()), size);
        return new NativeMemory(calls, out.getLong(0), size, true);
    }

    /** The address of the first byte. */
    public long address() {
        return address;
    }

    /** The size in bytes; of mirrored memory that of one of the two halves. */
    public long size() {
        return size;
    }

    /**
     * A new view of all of it (both halves of mirrored memory), in the platform's byte order.
     *
     * @throws IllegalStateException if it is closed, or larger than a buffer can be
     */
    public ByteBuffer buffer() {
        if (released.get()) {
            throw new IllegalStateException("the memory is released");
        }
        long bytes = mirrored ? 2 * size : size;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalStateException("size=" + bytes + ": a buffer holds at most 2^31 - 1");
        }
        return calls.view(address, bytes).order(ByteOrder.nativeOrder());
    }

    /**
     * Unmaps it, once; later calls do nothing.
     *
     * @throws RingException if the system refuses
     */
    @Override
    public void close() {
        if (released.compareAndSet(false, true)) {
            int result =
                    mirrored ? calls.mirrorUnmap(address, size) : calls.memoryUnmap(address, size);
            check(calls, mirrored ? "rw_mirror_unmap" : "rw_memory_unmap", result, size);
        }
    }

    private static long wholePages(NativeCalls calls, long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("bytes=" + bytes + ": must be positive");
        }
        long page = calls.pageSize();
        return Math.addExact(bytes, page - 1) / page * page;
    }

    private static void check(NativeCalls calls, String call, int result, long size) {
        if (result >= 0) {
            return;
        }
        ErrnoTable table = new ErrnoTable(calls);
        if (table.is(result, Errno.ENOMEM)) {
            throw new OutOfMemoryError(call + "(" + size + "): " + Errno.ENOMEM.advice());
        }
        throw RingException.of(table, call, result);
    }
}
