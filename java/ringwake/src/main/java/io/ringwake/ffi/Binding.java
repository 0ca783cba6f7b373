package io.ringwake.ffi;

/**
 * A way to call the C library from Java. {@code jni} and {@code ffm} are here; others are found
 * with {@link java.util.ServiceLoader} and chosen by name with {@code -Dringwake.ffi}.
 *
 * <p>An instance loads one library: one of the two {@code load} methods succeeds, then {@link
 * #bind}. The loader that calls them does so under its own lock.
 */
public interface Binding {
    /** What {@code -Dringwake.ffi} calls it. */
    String name();

    /**
     * Opens the library in a file. The file may be deleted afterwards.
     *
     * @throws LinkageError if it cannot be opened, saying why
     * @throws IllegalCallerException if this JVM denies native access (JEP 472)
     */
    void load(String absolutePath);

    /**
     * Opens the library that the system finds under a name without prefix and suffix.
     *
     * @throws LinkageError if there is none, or it cannot be opened
     * @throws IllegalCallerException if this JVM denies native access (JEP 472)
     */
    void loadLibrary(String name);

    /**
     * The functions of the library that was loaded.
     *
     * @throws UnsatisfiedLinkError if it lacks one of them
     */
    NativeCalls bind();

    /**
     * The module that has to be given native access (JEP 472): the one whose code calls what the
     * JVM restricts, which for a binding over another library is that library's.
     */
    default Module nativeCaller() {
        return getClass().getModule();
    }
}
