package io.ringwake.io;

import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Off-heap memory of fixed capacity with a position and a limit, as in {@link ByteBuffer}, that the
 * kernel reads from and writes to with no copy in between.
 *
 * <p>While an operation owns it the buffer is <em>pinned</em>: every access throws {@link
 * IllegalStateException} that names the operation. A cancelled operation keeps its pin until the
 * kernel has let go of the memory.
 *
 * <p>Not thread-safe: used by one task at a time. The contents of a new buffer are unspecified.
 * Multi-byte values are big-endian unless {@link #order(ByteOrder)} says otherwise.
 */
public final class Buf extends PinnableMemory {
    private final Region region;
    private final ByteBuffer memory;
    private final long address;
    private final int capacity;
    private final @Nullable LeakRecord leak;
    private boolean littleEndian;
    private int position;
    private int limit;

    Buf(Region region, int capacity) {
        this.region = region;
        this.memory = region.view();
        this.address = region.address();
        this.capacity = capacity;
        this.limit = capacity;
        this.leak = LeakDetector.track(this, "Buf of " + capacity + " bytes");
    }

    /**
     * Returns a buffer of exactly this capacity: from the calling thread's {@link BufferPool} if it
     * is small enough, else mapped for itself.
     *
     * @throws IllegalArgumentException if the capacity is negative
     */
    public static Buf allocate(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity=" + capacity + ", allowed: 0 or more");
        }
        if (capacity <= BufferPool.CAPACITY_MAX) {
            return BufferPool.local().take(capacity);
        }
        return new Buf(Mapping.map(capacity), capacity);
    }

    @Override
    void release() {
        if (leak != null) {
            leak.closed();
        }
        region.release();
    }

    // ---- position and limit

    /** How many bytes it can hold. */
    public int capacity() {
        return capacity;
    }

    /** The index of the next byte of a relative access. */
    public int position() {
        return position;
    }

    /** The index behind the last byte of a relative access. */
    public int limit() {
        return limit;
    }

    /** Bytes from the position to the limit. */
    public int remaining() {
        return limit - position;
    }

    /** Whether the position is before the limit. */
    public boolean hasRemaining() {
        return position < limit;
    }

    /** Moves the position. */
    public Buf position(int newPosition) {
        checkFree(HEAD);
        if (newPosition < 0 || newPosition > limit) {
            throw new IndexOutOfBoundsException(
                    "position=" + newPosition + ", allowed: 0.." + limit + " (the limit)");
        }
        position = newPosition;
        return this;
    }

    /** Moves the limit, and the position with it if that would be behind the limit. */
    public Buf limit(int newLimit) {
        checkFree(HEAD);
        if (newLimit < 0 || newLimit > capacity) {
            throw new IndexOutOfBoundsException(
                    "limit=" + newLimit + ", allowed: 0.." + capacity + " (the capacity)");
        }
        limit = newLimit;
        position = Math.min(position, newLimit);
        return this;
    }

    /** Makes all of it room: position 0, limit at the capacity. The bytes stay. */
    public Buf clear() {
        checkFree(HEAD);
        position = 0;
        limit = capacity;
        return this;
    }

    /** Turns what was filled into what is to be drained: limit at the position, position 0. */
    public Buf flip() {
        checkFree(HEAD);
        limit = position;
        position = 0;
        return this;
    }

    /** Position 0, to go over the same bytes again. */
    public Buf rewind() {
        checkFree(HEAD);
        position = 0;
        return this;
    }

    /** Moves the remaining bytes to the front and makes what is behind them room. */
    public Buf compact() {
        checkFree(HEAD);
        int rest = remaining();
        memory.put(0, memory, position, rest);
        position = rest;
        limit = capacity;
        return this;
    }

    /** The byte order of multi-byte values. */
    public ByteOrder order() {
        return littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /** Sets the byte order of multi-byte values. */
    public Buf order(ByteOrder order) {
        littleEndian = order == ByteOrder.LITTLE_ENDIAN;
        return this;
    }

    // ---- one value

    /** Takes the byte at the position. */
    public byte get() {
        return memory.get(advance(1, false));
    }

    /** Puts a byte at the position. */
    public Buf put(byte value) {
        memory.put(advance(1, true), value);
        return this;
    }

    /** The byte at an index below the limit. */
    public byte get(int index) {
        return memory.get(check(index, 1));
    }

    /** Sets the byte at an index below the limit. */
    public Buf put(int index, byte value) {
        memory.put(check(index, 1), value);
        return this;
    }

    /** Takes two bytes at the position. */
    public short getShort() {
        return swap(memory.getShort(advance(2, false)));
    }

    /** Puts two bytes at the position. */
    public Buf putShort(short value) {
        memory.putShort(advance(2, true), swap(value));
        return this;
    }

    /** The two bytes at an index. */
    public short getShort(int index) {
        return swap(memory.getShort(check(index, 2)));
    }

    /** Sets two bytes at an index. */
    public Buf putShort(int index, short value) {
        memory.putShort(check(index, 2), swap(value));
        return this;
    }

    /** Takes four bytes at the position. */
    public int getInt() {
        return swap(memory.getInt(advance(4, false)));
    }

    /** Puts four bytes at the position. */
    public Buf putInt(int value) {
        memory.putInt(advance(4, true), swap(value));
        return this;
    }

    /** The four bytes at an index. */
    public int getInt(int index) {
        return swap(memory.getInt(check(index, 4)));
    }

    /** Sets four bytes at an index. */
    public Buf putInt(int index, int value) {
        memory.putInt(check(index, 4), swap(value));
        return this;
    }

    /** Takes eight bytes at the position. */
    public long getLong() {
        return swap(memory.getLong(advance(8, false)));
    }

    /** Puts eight bytes at the position. */
    public Buf putLong(long value) {
        memory.putLong(advance(8, true), swap(value));
        return this;
    }

    /** The eight bytes at an index. */
    public long getLong(int index) {
        return swap(memory.getLong(check(index, 8)));
    }

    /** Sets eight bytes at an index. */
    public Buf putLong(int index, long value) {
        memory.putLong(check(index, 8), swap(value));
        return this;
    }

    // ---- many bytes

    /** Fills the array from the position on. */
    public Buf get(byte[] destination) {
        return get(destination, 0, destination.length);
    }

    /** Fills a part of the array from the position on. */
    public Buf get(byte[] destination, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, destination.length);
        memory.get(advance(length, false), destination, offset, length);
        return this;
    }

    /** Puts the array at the position. */
    public Buf put(byte[] source) {
        return put(source, 0, source.length);
    }

    /** Puts a part of the array at the position. */
    public Buf put(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        memory.put(advance(length, true), source, offset, length);
        return this;
    }

    /** Moves as many bytes as both have room for into the destination; returns how many. */
    public int get(ByteBuffer destination) {
        int count = Math.min(remaining(), destination.remaining());
        moveTo(destination, destination.position(), count);
        destination.position(destination.position() + count);
        return count;
    }

    /** Moves as many bytes as both have room for out of the source; returns how many. */
    public int put(ByteBuffer source) {
        int count = Math.min(remaining(), source.remaining());
        int to = advance(count, true);
        memory.put(to, source, source.position(), count);
        source.position(source.position() + count);
        return count;
    }

    /** Moves as many bytes as both have room for out of the source; returns how many. */
    public int put(Buf source) {
        int count = Math.min(remaining(), source.remaining());
        source.moveTo(memory, advance(count, true), count);
        return count;
    }

    /** Moves bytes from the position on to an index of another memory. */
    void moveTo(ByteBuffer destination, int index, int count) {
        destination.put(index, memory, advance(count, false), count);
    }

    // ---- for authors of operations

    /**
     * The native address of index 0, for handing to the kernel between {@link #pin} and unpin.
     *
     * @throws IllegalStateException if it is closed
     */
    public long address() {
        if (isClosed()) {
            checkFree(HEAD);
        }
        return address;
    }

    /**
     * Makes an operation the owner of the memory. Position and limit do not move until it unpins.
     *
     * @param operation named in the message of whoever uses the buffer meanwhile
     * @throws IllegalStateException if another operation owns it, or it is closed
     */
    public void pin(Object operation) {
        pinSide(HEAD, operation);
    }

    /** Ends the operation's ownership, with the position moved on by what was transferred. */
    public void unpin(int transferred) {
        position += transferred;
        unpinSide(HEAD);
    }

    /**
     * Ends the ownership of a cancelled operation: what the kernel has put at the position is moved
     * to the destination, and this buffer's position stays where it was.
     */
    public void unpinInto(Buf destination, int transferred) {
        destination.memory.put(
                destination.advance(transferred, true), memory, position, transferred);
        unpinSide(HEAD);
    }

    /** Checks the access and moves the position; returns where it was. */
    private int advance(int length, boolean putting) {
        checkFree(HEAD);
        int at = position;
        if (length > limit - at) {
            throw shortOf(length, putting);
        }
        position = at + length;
        return at;
    }

    private int check(int index, int length) {
        checkFree(HEAD);
        if (index < 0 || index > limit - length) {
            throw new IndexOutOfBoundsException(
                    "index=" + index + " length=" + length + ", " + this);
        }
        return index;
    }

    private RuntimeException shortOf(int length, boolean putting) {
        RuntimeException thrown =
                putting ? new BufferOverflowException() : new BufferUnderflowException();
        thrown.initCause(new IndexOutOfBoundsException("length=" + length + ", " + this));
        return thrown;
    }

    // The view is big-endian.
    private short swap(short value) {
        return littleEndian ? Short.reverseBytes(value) : value;
    }

    private int swap(int value) {
        return littleEndian ? Integer.reverseBytes(value) : value;
    }

    private long swap(long value) {
        return littleEndian ? Long.reverseBytes(value) : value;
    }

    @Override
    public String toString() {
        return "Buf[position=" + position + " limit=" + limit + " capacity=" + capacity + "]";
    }
}
