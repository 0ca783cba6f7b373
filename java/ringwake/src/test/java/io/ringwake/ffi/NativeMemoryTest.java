package io.ringwake.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class NativeMemoryTest {
    private final NativeCalls calls = NativeLibrary.calls();

    @Test
    void mappedMemoryIsZeroedWholePagesAndWritable() {
        try (NativeMemory memory = NativeMemory.map(calls, 5000)) {
            assertEquals(0, memory.size() % calls.pageSize());
            assertTrue(memory.size() >= 5000);
            ByteBuffer bytes = memory.buffer();
            assertEquals(memory.size(), bytes.capacity());
            assertEquals(memory.address(), calls.address(bytes));
            for (int i = 0; i < bytes.capacity(); i++) {
                assertEquals(0, bytes.get(i));
            }
            bytes.putLong(0, 0x0102030405060708L);
            assertEquals(8, bytes.get(0)); // little-endian, as the platform is
        }
    }

    @Test
    void mirroredMemoryShowsEachByteTwice() {
        try (NativeMemory memory = NativeMemory.mirror(calls, 1)) {
            int size = Math.toIntExact(memory.size());
            ByteBuffer bytes = memory.buffer();
            assertEquals(2 * size, bytes.capacity());
            bytes.put(3, (byte) 42);
            assertEquals(42, bytes.get(size + 3));
            bytes.putInt(size - 2, 0x11223344); // across the seam
            assertEquals(0x11, bytes.get(1));
        }
    }

    @Test
    void closeUnmapsOnce() throws IOException {
        NativeMemory memory = NativeMemory.map(calls, 1 << 20);
        long start = memory.address();
        assertTrue(isMapped(start));
        memory.close();
        assertTrue(!isMapped(start));
        memory.close();
        assertThrows(IllegalStateException.class, memory::buffer);
    }

    @Test
    void sizesThatCannotBeAreRefused() {
        IllegalArgumentException zero =
                assertThrows(IllegalArgumentException.class, () -> NativeMemory.map(calls, 0));
        assertEquals("bytes=0: must be positive", zero.getMessage());
        OutOfMemoryError tooMuch =
                assertThrows(OutOfMemoryError.class, () -> NativeMemory.map(calls, 1L << 47));
        Messages.assertContains(tooMuch, "rw_memory_map");
    }

    /** Whether an address is in one of the ranges; the kernel joins neighbours that are alike. */
    private static boolean isMapped(long address) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.map(line -> line.substring(0, line.indexOf(' ')).split("-"))
                    .anyMatch(range ->
                            Long.parseUnsignedLong(range[0], 16) <= address
                                    && address < Long.parseUnsignedLong(range[1], 16));
        }
    }
}
