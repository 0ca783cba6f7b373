package io.ringwake.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** That what the test of the shipped libraries looks for is found: in this build's own, spoilt. */
@EnabledOnOs(OS.LINUX)
final class ElfLibraryTest {
    private static final int PT_DYNAMIC = 2;
    private static final int PT_GNU_STACK = 0x6474e551;
    private static final int PT_GNU_RELRO = 0x6474e552;
    private static final int UNKNOWN = 0x70000001;

    private byte[] bytes;
    private ByteBuffer file;

    @BeforeEach
    void read() throws IOException {
        String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        String name = "/META-INF/native/ringwake/linux-" + arch + "/libringwake.so";
        try (InputStream in = getClass().getResourceAsStream(name)) {
            assumeTrue(in != null, name); // another library was given by a property
            bytes = in.readAllBytes();
        }
        file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void nothingIsWrongWithIt() {
        assertEquals(List.of(), faults());
    }

    @Test
    void anExecutableStackIsFound() {
        int flags = segment(PT_GNU_STACK) + 4;
        file.putInt(flags, file.getInt(flags) | 1);
        assertEquals(List.of("makes the stack executable"), faults());
    }

    @Test
    void aMissingStackNoteIsFound() {
        file.putInt(segment(PT_GNU_STACK), UNKNOWN);
        assertEquals(List.of("has no stack note: the stack would be executable"), faults());
    }

    @Test
    void missingRelroIsFound() {
        file.putInt(segment(PT_GNU_RELRO), UNKNOWN);
        assertEquals(List.of("leaves its table of functions writable: no full relro"), faults());
    }

    @Test
    void lazyBindingIsFound() {
        retag(30, UNKNOWN);
        retag(0x6ffffffb, UNKNOWN);
        assertEquals(List.of("binds lazily: no BIND_NOW", "binds lazily: no NOW"), faults());
    }

    @Test
    void aRunPathIsFound() {
        retag(0x6ffffef5, 29); // in place of the hash table
        assertEquals(List.of("has RUNPATH"), faults());
    }

    @Test
    void relocatedCodeIsFound() {
        retag(0x6ffffef5, 22);
        assertEquals(List.of("relocates its code"), faults());
    }

    @Test
    void aNeededLibraryIsFound() {
        retag(14, 1); // its own name is that of one it needs
        assertEquals(List.of("libringwake.so"), LibraryFile.read(bytes).needed());
    }

    @Test
    void anotherMachineIsFound() {
        file.putShort(18, (short) 243);
        assertEquals("machine 243", LibraryFile.read(bytes).platform());
    }

    @Test
    void halfALibraryIsRefused() {
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        assertThrows(IllegalArgumentException.class, () -> LibraryFile.read(half));
    }

    private List<String> faults() {
        return LibraryFile.read(bytes).faults();
    }

    /** The offset of the program header of a type. */
    private int segment(int type) {
        int at = (int) file.getLong(32);
        while (file.getInt(at) != type) {
            at += 56;
        }
        return at;
    }

    private void retag(long tag, long other) {
        int at = (int) file.getLong(segment(PT_DYNAMIC) + 8);
        while (file.getLong(at) != tag) {
            at += 16;
        }
        file.putLong(at, other);
    }
}
