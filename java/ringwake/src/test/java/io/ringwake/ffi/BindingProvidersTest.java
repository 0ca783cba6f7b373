package io.ringwake.ffi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bindings that are found on the class path of a JVM: sound, broken, and two of one name. */
@Timeout(120)
class BindingProvidersTest {
    private static final String CHOSEN = System.getProperty(LoaderSettings.BINDING, "jni");

    @TempDir Path classPath;
    private Path services;

    @BeforeEach
    void makeFolder() throws Exception {
        services = Files.createDirectories(classPath.resolve("META-INF/services"));
    }

    @Test
    void oneThatIsFoundIsUsed() throws Exception {
        String output = loading("mine", First.class.getName());
        assertTrue(output.contains("binding mine (ringwake.ffi)"), output);
        assertTrue(output.contains("loaded by First"), output);
    }

    @Test
    void aBrokenOneDoesNotHideTheOneAskedFor() throws Exception {
        String output = loading("mine", "no.such.Binding", First.class.getName());
        assertTrue(output.contains("loaded by First"), output);
    }

    @Test
    void aBrokenOneIsTheReasonWhereNoneIsFound() throws Exception {
        String missing = CHOSEN.equals("jnr") ? "jna" : "jnr";
        String output = loading(missing, "no.such.Binding", First.class.getName());
        assertTrue(
                output.contains("ringwake.ffi=" + missing + ": a binding cannot be loaded"),
                output);
        assertTrue(output.contains("no.such.Binding not found"), output);
    }

    @Test
    void aWrongNameIsToldWhatIsAllowedEvenWhereOneIsBroken() throws Exception {
        String output = loading("other", "no.such.Binding", First.class.getName());
        assertTrue(output.contains("ringwake.ffi=other: must be jni, ffm, jnr or jna; a"), output);
        assertTrue(output.contains("no.such.Binding not found"), output);
    }

    @Test
    void oneThatBreaksItsContractIsTheSameFailureEveryTime() throws Exception {
        String output = loading("careless", Careless.class.getName());
        assertTrue(output.contains("Ringwake: java.lang.IllegalStateException: oh"), output);
        assertTrue(output.contains("same failure: true"), output);
    }

    @Test
    void twoOfOneNameAreRefused() throws Exception {
        String output = loading("mine", First.class.getName(), Second.class.getName());
        assertTrue(output.contains("ringwake.ffi=mine: there are two of that name: "), output);
        assertTrue(output.contains("$First, "), output);
    }

    private String loading(String name, String... providers) throws Exception {
        Files.write(services.resolve(Binding.class.getName()), List.of(providers));
        return LoadingJvm.runOn(
                System.getProperty("java.class.path") + File.pathSeparator + classPath,
                "-Dringwake.ffi=" + name);
    }

    /** Refuses to load, with words that the test looks for. */
    public static class First implements Binding {
        @Override
        public String name() {
            return "mine";
        }

        @Override
        public void load(String absolutePath) {
            throw new UnsatisfiedLinkError("loaded by " + getClass().getSimpleName());
        }

        @Override
        public void loadLibrary(String name) {
            load(name);
        }

        @Override
        public NativeCalls bind() {
            throw new AssertionError("never loaded");
        }
    }

    /** Throws what no binding may. */
    public static final class Careless extends First {
        @Override
        public String name() {
            return "careless";
        }

        @Override
        public void load(String absolutePath) {
            throw new IllegalStateException("oh");
        }
    }

    /** Another of the same name. */
    public static final class Second extends First {}
}
