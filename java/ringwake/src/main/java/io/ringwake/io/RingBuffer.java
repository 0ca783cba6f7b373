package io.ringwake.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A byte queue in off-heap memory that is mapped twice in a row, so that what is readable and what
 * is writable are each one contiguous stretch, wherever they begin.
 *
 * <pre>
 *    first mapping        | second mapping, the same bytes
 *   |....[head####tail]...|....[head####tail]...|
 *   |##tail]....[head#####|##tail]....[head#####|     readable: head to tail, across the seam
 * </pre>
 *
 * <p>Bytes are put at the tail and taken from the head. Both run freely as 64-bit counts of all
 * bytes ever put and taken. A stream reads into the tail while another writes from the head: each
 * side is pinned for itself, and using a side that an operation owns throws {@link
 * IllegalStateException}.
 *
 * <p>Each side is used by one task at a time, and the two may be used by two tasks at once, on two
 * workers; {@link #clear} needs both. A buffer costs two mappings of its process's limit (65,530 by
 * default on Linux), so it suits thousands of connections, not hundreds of thousands.
 */
public final class RingBuffer extends PinnableMemory {
    private static final int CAPACITY_MAX = 1 << 29;

    private static final VarHandle HEAD_COUNT;
    private static final VarHandle TAIL_COUNT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD_COUNT = lookup.findVarHandle(RingBuffer.class, "head", long.class);
            TAIL_COUNT = lookup.findVarHandle(RingBuffer.class, "tail", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Region region;
    private final ByteBuffer memory;
    private final long address;
    private final int capacity;
    private final @Nullable LeakRecord leak;
    // Each written by whoever has its side, after the bytes, and read by the other side, before
    // them: release and acquire.
    private long head;
    private long tail;
    // head and tail modulo the capacity, which need not be a power of two; each its side's alone
    private int headIndex;
    private int tailIndex;

    private RingBuffer(Region region, int capacity) {
        this.region = region;
        this.memory = region.view();
        this.address = region.address();
        this.capacity = capacity;
        this.leak = LeakDetector.track(this, "RingBuffer of " + capacity + " bytes");
    }

    /**
     * Maps a buffer.
     *
     * @param capacityMin rounded up to whole pages; at most 512 MiB
     * @throws OutOfMemoryError if the system refuses
     */
    public static RingBuffer allocate(int capacityMin) {
        if (capacityMin < 1 || capacityMin > CAPACITY_MAX) {
            throw new IllegalArgumentException(
                    "capacityMin=" + capacityMin + ", allowed: 1.." + CAPACITY_MAX);
        }
        Mapping mapping = Mapping.mirror(capacityMin);
        return new RingBuffer(mapping, (int) mapping.size());
    }

    @Override
    void release() {
        if (leak != null) {
            leak.closed();
        }
        region.release();
    }

    /** How many bytes it can hold. */
    public int capacity() {
        return capacity;
    }

    /** All bytes ever taken. */
    public long head() {
        return (long) HEAD_COUNT.getAcquire(this);
    }

    /** All bytes ever put. */
    public long tail() {
        return (long) TAIL_COUNT.getAcquire(this);
    }

    /** Bytes that can be taken. */
    public int readable() {
        return (int) (tail() - head());
    }

    /** Bytes that can be put. */
    public int writable() {
        return capacity - readable();
    }

    /** Whether nothing can be taken. */
    public boolean isEmpty() {
        return head() == tail();
    }

    /** Drops what is readable. */
    public RingBuffer clear() {
        checkFree(HEAD | TAIL);
        moveHead(readable());
        return this;
    }

    // ---- head: taking

    /** Takes one byte. */
    public byte get() {
        int at = take(1);
        byte value = memory.get(at);
        moveHead(1);
        return value;
    }

    /** Takes bytes into a part of the array. */
    public RingBuffer get(byte[] destination, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, destination.length);
        memory.get(take(length), destination, offset, length);
        moveHead(length);
        return this;
    }

    /** Takes as many bytes as are readable and fit; returns how many. */
    public int get(ByteBuffer destination) {
        int count = Math.min(readable(), destination.remaining());
        destination.put(destination.position(), memory, take(count), count);
        destination.position(destination.position() + count);
        moveHead(count);
        return count;
    }

    /** Takes bytes without looking at them. */
    public RingBuffer skip(int length) {
        take(length);
        moveHead(length);
        return this;
    }

    /** The byte at an offset from the head; takes nothing. */
    public byte peek(int offset) {
        return memory.get(look(offset, 1));
    }

    /** The big-endian value of two bytes at an offset from the head; takes nothing. */
    public short peekShort(int offset) {
        return memory.getShort(look(offset, 2));
    }

    /** The big-endian value of four bytes at an offset from the head; takes nothing. */
    public int peekInt(int offset) {
        return memory.getInt(look(offset, 4));
    }

    /** The big-endian value of eight bytes at an offset from the head; takes nothing. */
    public long peekLong(int offset) {
        return memory.getLong(look(offset, 8));
    }

    /** The offset from the head of the first such byte at or behind an offset, or -1. */
    public int indexOf(byte value, int fromOffset) {
        int length = readable();
        checkFree(HEAD);
        for (int offset = Math.max(fromOffset, 0); offset < length; offset++) {
            if (memory.get(headIndex + offset) == value) {
                return offset;
            }
        }
        return -1;
    }

    // ---- tail: putting

    /** Puts one byte. */
    public RingBuffer put(byte value) {
        memory.put(room(1), value);
        moveTail(1);
        return this;
    }

    /** Puts the array. */
    public RingBuffer put(byte[] source) {
        return put(source, 0, source.length);
    }

    /** Puts a part of the array. */
    public RingBuffer put(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        memory.put(room(length), source, offset, length);
        moveTail(length);
        return this;
    }

    /** Puts a big-endian value of four bytes. */
    public RingBuffer putInt(int value) {
        memory.putInt(room(4), value);
        moveTail(4);
        return this;
    }

    /** Puts a big-endian value of eight bytes. */
    public RingBuffer putLong(long value) {
        memory.putLong(room(8), value);
        moveTail(8);
        return this;
    }

    /** Puts as many bytes as remain and fit; returns how many. */
    public int put(ByteBuffer source) {
        int count = Math.min(writable(), source.remaining());
        memory.put(room(count), source, source.position(), count);
        source.position(source.position() + count);
        moveTail(count);
        return count;
    }

    /** Puts as many bytes as remain and fit; returns how many. */
    public int put(Buf source) {
        int count = Math.min(writable(), source.remaining());
        source.moveTo(memory, room(count), count);
        moveTail(count);
        return count;
    }

    // ---- for authors of operations

    /** The native address of the first readable byte. */
    public long headAddress() {
        return address + headIndex;
    }

    /** The native address of the first writable byte. */
    public long tailAddress() {
        return address + tailIndex;
    }

    /** Makes an operation the owner of what is readable now; the tail can still be used. */
    public void pinHead(Object operation) {
        pinSide(HEAD, operation);
    }

    /** Ends the ownership of the head, with what was transferred taken. */
    public void unpinHead(int transferred) {
        moveHead(transferred);
        unpinSide(HEAD);
    }

    /** Makes an operation the owner of what is writable now; the head can still be used. */
    public void pinTail(Object operation) {
        pinSide(TAIL, operation);
    }

    /** Ends the ownership of the tail, with what was transferred put. */
    public void unpinTail(int transferred) {
        moveTail(transferred);
        unpinSide(TAIL);
    }

    /** Ends the ownership of a cancelled operation: what the kernel has put is moved elsewhere. */
    public void unpinTailInto(Buf destination, int transferred) {
        destination.put(memory.slice(tailIndex, transferred));
        unpinSide(TAIL);
    }

    private int take(int length) {
        checkFree(HEAD);
        if (length < 0 || length > readable()) {
            BufferUnderflowException thrown = new BufferUnderflowException();
            thrown.initCause(new IndexOutOfBoundsException("length=" + length + ", " + this));
            throw thrown;
        }
        return headIndex;
    }

    private int look(int offset, int length) {
        checkFree(HEAD);
        if (offset < 0 || offset > readable() - length) {
            throw new IndexOutOfBoundsException(
                    "offset=" + offset + " length=" + length + ", " + this);
        }
        return headIndex + offset;
    }

    private int room(int length) {
        checkFree(TAIL);
        if (length < 0 || length > writable()) {
            BufferOverflowException thrown = new BufferOverflowException();
            thrown.initCause(new IndexOutOfBoundsException("length=" + length + ", " + this));
            throw thrown;
        }
        return tailIndex;
    }

    private void moveHead(int length) {
        headIndex += length;
        if (headIndex >= capacity) {
            headIndex -= capacity;
        }
        HEAD_COUNT.setRelease(this, head + length);
    }

    private void moveTail(int length) {
        tailIndex += length;
        if (tailIndex >= capacity) {
            tailIndex -= capacity;
        }
        TAIL_COUNT.setRelease(this, tail + length);
    }

    @Override
    public String toString() {
        return "RingBuffer[head=" + head + " tail=" + tail + " capacity=" + capacity + "]";
    }
}
