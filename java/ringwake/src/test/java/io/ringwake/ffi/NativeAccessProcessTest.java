package io.ringwake.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the JVM says of native access (JEP 472), for the binding that this build tests: the builds
 * of the other bindings run this class as well.
 */
@Timeout(120)
class NativeAccessProcessTest {
    private static final String CHOSEN = System.getProperty(LoaderSettings.BINDING, "jni");
    private static final String BINDING = "-D" + LoaderSettings.BINDING + "=" + CHOSEN;
    private static final String GRANTED = "--enable-native-access=ALL-UNNAMED";

    /** JDK 24 has this option; before it, JNI needs no permission. */
    private static final int DENIABLE_SINCE = 24;

    @Test
    void grantedItIsSilent() throws Exception {
        String output = LoadingJvm.run(BINDING, GRANTED);
        assertTrue(output.contains("loaded "), output);
        assertFalse(output.contains("WARNING"), output);
    }

    @Test
    void theOptionThatIsNamedIsTheOneThatWorks() throws Exception {
        assumeTrue(Runtime.version().feature() >= DENIABLE_SINCE, "needs JDK 24");
        String denied = LoadingJvm.run(BINDING, "--illegal-native-access=deny");
        assertTrue(
                denied.contains(
                        "denies native access to the " + CHOSEN + " binding: add " + GRANTED),
                denied);
        assertFalse(denied.contains(": null"), denied);
        String granted = LoadingJvm.run(BINDING, "--illegal-native-access=deny", GRANTED);
        assertTrue(granted.contains("loaded "), granted);
    }

    @Test
    void oneThingIsWarnedOfAndOnce() throws Exception {
        assumeTrue(Runtime.version().feature() >= DENIABLE_SINCE, "needs JDK 24");
        String output = LoadingJvm.run(BINDING);
        assertTrue(output.contains("loaded "), output);
        assertEquals(1, output.split("A restricted method", -1).length - 1, output);
    }
}
