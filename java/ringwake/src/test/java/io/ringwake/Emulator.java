package io.ringwake;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Under {@code scripts/aarch64} the JVM runs in qemu's user-mode emulation, which is no kernel. */
public final class Emulator {
    private Emulator() {}

    /** Skips the test there, because of something qemu does otherwise. */
    public static void assumeNone(String otherwise) {
        assumeTrue(System.getProperty("ringwake.test.emulator") == null, "emulated: " + otherwise);
    }
}
