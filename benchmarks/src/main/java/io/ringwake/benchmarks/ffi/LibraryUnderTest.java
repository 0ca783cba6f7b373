package io.ringwake.benchmarks.ffi;

/** The C library as CMake built it, for benchmarks that load it on their own. */
final class LibraryUnderTest {
    private static final String PROPERTY = "ringwake.benchmark.library";

    private LibraryUnderTest() {}

    static String path() {
        String path = System.getProperty(PROPERTY, "");
        if (path.isEmpty()) {
            throw new IllegalStateException("-D" + PROPERTY + " must name libringwake.so");
        }
        return path;
    }
}
