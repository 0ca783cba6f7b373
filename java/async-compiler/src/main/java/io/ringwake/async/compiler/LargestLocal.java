package io.ringwake.async.compiler;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The capture or local variable that costs a block most while it is suspended. Of several that take
 * as much it is the first in the order of the fields.
 *
 * @param name its name in the source; {@code localN} if the class file has no names
 * @param type its type, as Java writes it
 * @param bytes what its field takes in each instance; for an object those of the reference to it,
 *     whatever the object itself takes
 * @param sharedWith the others that the same field holds, one after the other; empty if it has a
 *     field of its own. Variables of one name and type count as one
 * @param others how many other fields with a local take as much
 */
public record LargestLocal(
        String name, String type, int bytes, List<String> sharedWith, int others) {
    /** Copies the list. */
    public LargestLocal {
        sharedWith = List.copyOf(sharedWith);
    }

    /** Whether the field holds something else at other awaits: without this local it would stay. */
    public boolean shared() {
        return !sharedWith.isEmpty();
    }

    /** Finds it; empty if no local is kept. */
    static Optional<LargestLocal> among(List<BlockReport.Field> fields) {
        List<BlockReport.Field> withLocals =
                fields.stream().filter(field -> !locals(field).isEmpty()).toList();
        // The first of the largest, where max() would return the last.
        return withLocals.stream()
                .min(Comparator.comparing(BlockReport.Field::bytes, Comparator.reverseOrder()))
                .map(field -> of(field, withLocals));
    }

    private static LargestLocal of(BlockReport.Field field, List<BlockReport.Field> all) {
        String name = locals(field).get(0);
        List<String> sharers = field.variables().stream().filter(v -> !v.equals(name)).toList();
        long alike = all.stream().filter(other -> other.bytes() == field.bytes()).count();
        return new LargestLocal(name, field.type(), field.bytes(), sharers, (int) alike - 1);
    }

    private static List<String> locals(BlockReport.Field field) {
        return field.variables().stream().filter(v -> !v.equals(VariableNames.OPERAND)).toList();
    }

    /** Says it in one line: {@code total, long, 8 bytes, in a field shared with start}. */
    @Override
    public String toString() {
        String said = name + ", " + type + ", " + bytes + (bytes == 1 ? " byte" : " bytes");
        if (shared()) {
            said += ", in a field shared with " + String.join(" and ", sharedWith);
        }
        return others == 0 ? said : said + " (" + others + " more like it)";
    }
}
