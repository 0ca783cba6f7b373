package io.ringwake.shipped;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The numbers and names of a little-endian file by their offset. */
final class FileBytes {
    private final ByteBuffer bytes;

    FileBytes(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int u8(int offset) {
        return bytes.get(offset) & 0xff;
    }

    int u16(int offset) {
        return bytes.getShort(offset) & 0xffff;
    }

    int i32(int offset) {
        return bytes.getInt(offset);
    }

    /** The signature of macOS alone is big-endian. */
    int bigEndian(int offset) {
        return Integer.reverseBytes(bytes.getInt(offset));
    }

    long i64(int offset) {
        return bytes.getLong(offset);
    }

    /** A 64-bit offset or size, which in a file that fits an array is an int. */
    int position(int offset) {
        return Math.toIntExact(bytes.getLong(offset));
    }

    String name(int offset) {
        int end = offset;
        while (bytes.get(end) != 0) {
            end++;
        }
        return new String(bytes.array(), offset, end - offset, StandardCharsets.ISO_8859_1);
    }
}
