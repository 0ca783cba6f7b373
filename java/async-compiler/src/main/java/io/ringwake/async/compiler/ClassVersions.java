package io.ringwake.async.compiler;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** Which versions of class files are understood. */
final class ClassVersions {
    /** Java 11: before it, stack map frames and nested classes were different. */
    private static final int OLDEST = Opcodes.V11;

    private static final int MAJOR_OFFSET = 6;

    /** The major version of Java 1; each Java has the next. */
    private static final int JAVA_0 = 44;

    private ClassVersions() {}

    /** Returns why a class file is of a version that cannot be compiled; null if it can. */
    static @Nullable Diagnostic refusal(byte[] classFile) {
        int major = majorOf(classFile);
        if (major < OLDEST) {
            return refusal(
                    classFile,
                    "class file of Java " + (major - JAVA_0) + ".",
                    "Compile it with --release 11 or newer.");
        }
        try {
            new ClassReader(classFile);
            return null;
        } catch (IllegalArgumentException tooNew) {
            return refusal(
                    classFile,
                    "class file of Java " + (major - JAVA_0) + ", newer than this compiler knows.",
                    "Compile it with an older --release, or use a newer Ringwake.");
        }
    }

    private static int majorOf(byte[] classFile) {
        return Byte.toUnsignedInt(classFile[MAJOR_OFFSET]) * 256
                + Byte.toUnsignedInt(classFile[MAJOR_OFFSET + 1]);
    }

    private static Diagnostic refusal(byte[] classFile, String problem, String advice) {
        return new Diagnostic(nameOf(classFile), "<class>", "Unknown Source", 0, problem, advice);
    }

    /** The name is where it has always been, if the constants are of known kinds. */
    private static String nameOf(byte[] classFile) {
        byte[] older = classFile.clone();
        older[MAJOR_OFFSET] = 0;
        older[MAJOR_OFFSET + 1] = OLDEST;
        try {
            return new ClassReader(older).getClassName().replace('/', '.');
        } catch (RuntimeException unreadable) {
            return "unknown";
        }
    }
}
