package io.ringwake.async.compiler;

import java.util.List;
import java.util.Optional;

/**
 * What one async block became.
 *
 * @param className the class in which the block is written, as Java writes it
 * @param machine the class made of it, as Java writes it
 * @param method the method around the block
 * @param file the source file, or {@code Unknown Source}
 * @param line the line on which the block begins, 0 if unknown
 * @param awaitLines the line of each await, in the order of the code
 * @param fields what it keeps while it is suspended, captures first
 * @param bytes the size of one instance under the layout that was asked for
 */
public record BlockReport(
        String className,
        String machine,
        String method,
        String file,
        int line,
        List<Integer> awaitLines,
        List<Field> fields,
        int bytes) {
    /** Copies the lists. */
    public BlockReport {
        awaitLines = List.copyOf(awaitLines);
        fields = List.copyOf(fields);
    }

    /** Returns the local that costs most; empty if the block keeps none. */
    public Optional<LargestLocal> largest() {
        return LargestLocal.among(fields);
    }

    /**
     * One field of the machine.
     *
     * @param name its name in the machine
     * @param type its type, as Java writes it
     * @param variables the captures and local variables that it holds, one after the other; {@code
     *     (operand)} stands for a value between two steps of an expression
     * @param bytes what it takes in each instance; for an object those of the reference to it
     */
    public record Field(String name, String type, List<String> variables, int bytes) {
        /** Copies the list. */
        public Field {
            variables = List.copyOf(variables);
        }
    }
}
