package io.ringwake.async.compiler;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** Which class extends which, read from class files. */
final class TypeHierarchy {
    private final ClassPath path;
    private final Map<String, @Nullable ClassReader> known = new HashMap<>();

    TypeHierarchy(ClassPath path) {
        this.path = path;
    }

    /** Adds a class that is not on the path yet. */
    void add(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        known.put(reader.getClassName(), reader);
    }

    boolean isInterface(String name) {
        ClassReader type = find(name);
        return type != null && (type.getAccess() & Opcodes.ACC_INTERFACE) != 0;
    }

    /**
     * Whether the JVM's verifier lets a value of one class stand for one of the other. It takes any
     * object for an interface. Classes that are not found are taken to fit.
     */
    boolean isSubclass(String name, String of) {
        if (of.equals(RuntimeNames.OBJECT) || isInterface(of)) {
            return true;
        }
        String type = name;
        while (type != null && !type.equals(of)) {
            ClassReader reader = find(type);
            if (reader == null) {
                return true;
            }
            type = reader.getSuperName();
        }
        return type != null;
    }

    private @Nullable ClassReader find(String name) {
        if (!known.containsKey(name)) {
            known.put(name, read(name));
        }
        return known.get(name);
    }

    private @Nullable ClassReader read(String name) {
        try {
            byte[] classFile = path.find(name);
            return classFile == null ? null : new ClassReader(classFile);
        } catch (IOException | IllegalArgumentException unreadable) {
            return null;
        }
    }
}
