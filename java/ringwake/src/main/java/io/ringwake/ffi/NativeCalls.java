package io.ringwake.ffi;

import java.nio.ByteBuffer;

/**
 * What a {@link Binding} gives: the C functions, and the two conversions between native memory and
 * buffers that only the binding can make.
 */
public interface NativeCalls extends NativeFunctions {
    /**
     * A buffer over native memory, in big-endian order as Java makes them. The memory must outlive
     * every use of the buffer; nothing checks that.
     */
    ByteBuffer view(long address, long size);

    /** Where the first byte of a direct buffer's memory is, whatever its position. */
    long address(ByteBuffer direct);
}
