package io.ringwake.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a binding is chosen, and what every binding has to do alike. */
@Timeout(30)
class BindingsTest {
    /** Set by the builds of the other bindings and by {@code -Dringwake.ffi}. */
    private static final String CHOSEN = System.getProperty(LoaderSettings.BINDING, "jni");

    @Test
    void theLibraryIsCalledThroughTheBindingThatWasAskedFor() {
        NativeLibrary library = NativeLibrary.get();
        assertTrue(library.binding().startsWith(CHOSEN + " ("), library.binding());
        boolean jni = library.bound() instanceof JniCalls;
        assertEquals(CHOSEN.equals("jni"), jni, library.bound().getClass().getName());
    }

    @ParameterizedTest
    @CsvSource({
        "jnx, 'ringwake.ffi=jnx: must be jni, ffm, jnr or jna'",
        "JNI, 'ringwake.ffi=JNI: must be jni, ffm, jnr or jna'",
    })
    void anUnknownOneIsRefusedWithTheNamesThatAre(String name, String message) {
        assertEquals(message, refusal(name));
    }

    @Test
    void aMissingOneIsRefusedWithWhatToAdd() {
        String missing = CHOSEN.equals("jnr") ? "jna" : "jnr";
        String version = Bindings.class.getPackage().getImplementationVersion(); // that of the jar
        assertEquals(
                "ringwake.ffi="
                        + missing
                        + ": add io.ringwake:ringwake-ffi-"
                        + missing
                        + (version == null ? "" : ":" + version)
                        + " to the class path or the module path",
                refusal(missing));
    }

    @Test
    void theForeignOneNeedsItsJavaRelease() {
        NativeUnavailableException thrown =
                assertThrows(NativeUnavailableException.class, () -> Bindings.foreign(21));
        assertEquals("ringwake.ffi=ffm: needs Java 22 or newer, this is 21", thrown.getMessage());
        assertEquals("ffm", Bindings.foreign(22).name());
    }

    @Test
    void aCFunctionIsCalledByItsNameInSnakeCase() {
        assertEquals("rw_ring_enter", NativeFunctions.cName("ringEnter"));
        assertEquals("rw_limits", NativeFunctions.cName("limits"));
        assertEquals("rw_thread_set_affinity", NativeFunctions.cName("threadSetAffinity"));
    }

    @Test
    void aViewIsBigEndianAndOfTheSizeAskedFor() {
        ByteBuffer direct = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
        NativeCalls calls = NativeLibrary.calls();
        long address = calls.address(direct);
        ByteBuffer view = calls.view(address + 8, 16);
        assertEquals(ByteOrder.BIG_ENDIAN, view.order());
        assertEquals(16, view.capacity());
        view.put(15, (byte) 7);
        assertEquals(7, direct.get(23));
    }

    @Test
    void anAddressIsThatOfTheFirstByteWhereverTheBufferStands() {
        ByteBuffer direct = ByteBuffer.allocateDirect(64);
        NativeCalls calls = NativeLibrary.calls();
        long address = calls.address(direct);
        assertEquals(address, calls.address(direct.position(17).limit(40)));
        assertEquals(address + 17, calls.address(direct.slice()));
        assertEquals(address, calls.address(direct.asReadOnlyBuffer()));
    }

    private static String refusal(String name) {
        return String.valueOf(
                assertThrows(NativeUnavailableException.class, () -> Bindings.named(name))
                        .getMessage());
    }
}
