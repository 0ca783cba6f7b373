package io.ringwake.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That what the test of the shipped libraries looks for is found: in those of macOS, spoilt. A jar
 * that was built on Linux alone has none.
 */
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("libraries")
final class MachLibraryIT {
    private static final int LC_LOAD_DYLIB = 0xc;
    private static final int LC_ID_DYLIB = 0xd;
    private static final int LC_SEGMENT_64 = 0x19;
    private static final int LC_CODE_SIGNATURE = 0x1d;
    private static final int LC_BUILD_VERSION = 0x32;
    private static final int UNKNOWN = 0x70;

    private final ShippedLibrary library;
    private final byte[] bytes;
    private final ByteBuffer file;

    MachLibraryIT(ShippedLibrary library) {
        this.library = library;
        bytes = library.bytes().clone();
        file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static List<ShippedLibrary> libraries() throws IOException {
        return ShippedLibrary.inJar(Path.of(System.getProperty("ringwake.test.jar"))).stream()
                .filter(library -> library.platform().startsWith("osx"))
                .toList();
    }

    @Test
    void anExecutableStackIsFound() {
        file.putInt(24, file.getInt(24) | 0x20000);
        assertFound("makes the stack executable");
    }

    @Test
    void aSegmentForCodeAndDataIsFound() {
        file.putInt(command(LC_SEGMENT_64) + 60, 7);
        assertFound("has a segment that is writable and executable");
    }

    @Test
    void aNewerMacosIsFound() {
        file.putInt(command(LC_BUILD_VERSION) + 12, 12 << 16);
        assertFound("says it needs macOS 12.0");
    }

    @Test
    void aMissingSignatureIsFoundWhereOneIsDemanded() {
        boolean demanded = library.platform().equals("osx-aarch64");
        if (isSigned()) {
            file.putInt(command(LC_CODE_SIGNATURE), UNKNOWN);
        }
        assertEquals(demanded, faults().contains("not signed, which arm64 demands"));
    }

    @Test
    void aByteThatIsNotTheSignedOneIsFound() {
        file.put(0x1234, (byte) ~file.get(0x1234));
        assertEquals(isSigned(), faults().stream().anyMatch(f -> f.startsWith("changed since")));
    }

    @Test
    void aNeededLibraryIsFound() {
        file.putInt(command(LC_ID_DYLIB), LC_LOAD_DYLIB); // its own name is that of one it needs
        List<String> needed = LibraryFile.read(bytes).needed();
        assertTrue(needed.contains("@rpath/libringwake.dylib"), needed::toString);
    }

    @Test
    void anotherMachineIsFound() {
        file.putInt(4, 18);
        assertEquals("cpu 18", LibraryFile.read(bytes).platform());
    }

    @Test
    void halfALibraryIsRefused() {
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        assertThrows(IllegalArgumentException.class, () -> LibraryFile.read(half));
    }

    private void assertFound(String fault) {
        assertTrue(faults().contains(fault), () -> faults().toString());
    }

    private List<String> faults() {
        return LibraryFile.read(bytes).faults();
    }

    private boolean isSigned() {
        return command(LC_CODE_SIGNATURE) != 0;
    }

    /** The offset of the first command of a type; 0 if there is none. */
    private int command(int type) {
        int at = 32;
        for (int i = 0; i < file.getInt(16); i++) {
            if (file.getInt(at) == type) {
                return at;
            }
            at += file.getInt(at + 4);
        }
        return 0;
    }
}
