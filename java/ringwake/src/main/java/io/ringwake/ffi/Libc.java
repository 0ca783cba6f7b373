package io.ringwake.ffi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps a library that needs glibc out of a process that runs on musl, where loading it kills the
 * JVM instead of failing.
 */
final class Libc {
    private static final byte[] GLIBC = "libc.so.6\0".getBytes(StandardCharsets.US_ASCII);

    private Libc() {}

    /** Whether this process runs on musl: its loader is mapped then. */
    static boolean isMuslProcess(Path maps) {
        try { // not by lines, which an interrupt ends: then a musl process would not be known
            return Files.readString(maps, StandardCharsets.ISO_8859_1).contains("ld-musl-");
        } catch (IOException e) {
            // No such file outside Linux, and musl is found on Linux only.
            return false;
        }
    }

    /** Whether a library names glibc among the libraries it needs. */
    static boolean needsGlibc(byte[] library) {
        for (int i = 0; i <= library.length - GLIBC.length; i++) {
            int matched = 0;
            while (matched < GLIBC.length && library[i + matched] == GLIBC[matched]) {
                matched++;
            }
            if (matched == GLIBC.length) {
                return true;
            }
        }
        return false;
    }
}
