package io.ringwake.async.compiler;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Compiles the async blocks of a class to state machines.
 *
 * <p>Thread-safe: a call keeps nothing. A class without async blocks, and one that was compiled
 * before, comes back as it was given.
 */
public final class AsyncCompiler {
    private static final byte[] ASYNC = RuntimeNames.ASYNC.getBytes(StandardCharsets.UTF_8);

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
        if (!mentionsAsync(classFile)) {
            return new CompiledClass(classFile, Map.of(), List.of(), List.of());
        }
        Diagnostic refusal = ClassVersions.refusal(classFile);
        if (refusal != null) {
            return new CompiledClass(classFile, Map.of(), List.of(), List.of(refusal));
        }
        return new ClassCompilation(classFile, path, layout).run();
    }

    /** Whether the name stands anywhere in the constants; most classes need not be read at all. */
    private static boolean mentionsAsync(byte[] classFile) {
        int last = classFile.length - ASYNC.length;
        for (int at = 0; at <= last; at++) {
            if (classFile[at] == ASYNC[0]
                    && Arrays.equals(classFile, at, at + ASYNC.length, ASYNC, 0, ASYNC.length)) {
                return true;
            }
        }
        return false;
    }
}
