package io.ringwake.ffi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A little off-heap memory for the struct arguments and out-values of one call after another.
 * Belongs to one thread at a time; freed by the garbage collector once unreachable, so it must stay
 * reachable during every call that is given its address.
 */
public final class Scratch {
    private final ByteBuffer bytes;
    private final long address;

    /** Allocates {@code size} zeroed bytes, aligned to 8. */
    public Scratch(NativeCalls calls, int size) {
        bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        address = calls.address(bytes);
    }

    /** The address of the first byte. */
    public long address() {
        return address;
    }

    /** The memory itself, in the platform's byte order. */
    public ByteBuffer bytes() {
        return bytes;
    }

    public int getInt(int offset) {
        return bytes.getInt(offset);
    }

    public long getLong(int offset) {
        return bytes.getLong(offset);
    }

    public void putInt(int offset, int value) {
        bytes.putInt(offset, value);
    }

    public void putLong(int offset, long value) {
        bytes.putLong(offset, value);
    }
}
