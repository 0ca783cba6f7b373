package io.ringwake.async.compiler;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the compiler finds the class files that a class refers to. They are read, never loaded.
 *
 * <p>Must be thread-safe if classes are compiled by several threads.
 */
@FunctionalInterface
public interface ClassPath {
    /**
     * Returns the class file of a type, or null if there is none.
     *
     * @param internalName the name as class files write it, {@code java/util/Map$Entry}
     * @throws IOException if there is one that cannot be read
     */
    byte @Nullable [] find(String internalName) throws IOException;
}
