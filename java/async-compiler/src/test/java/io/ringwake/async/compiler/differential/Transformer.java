package io.ringwake.async.compiler.differential;

import java.util.Map;

/** Makes the second form of a program, which must behave as the first. */
@FunctionalInterface
interface Transformer {
    /** From all class files of a program to all of its other form; keys are internal names. */
    Map<String, byte[]> transform(Map<String, byte[]> classes);
}
