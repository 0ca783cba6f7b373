package io.ringwake.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A tree of named values as indented text. */
final class TextReport {
    private static final int VALUE_COLUMN = 28;

    private final List<String> lines = new ArrayList<>();

    private TextReport() {}

    static List<String> lines(Map<String, ?> tree) {
        TextReport report = new TextReport();
        report.add(tree, 0);
        return report.lines;
    }

    private void add(Map<?, ?> tree, int depth) {
        for (Map.Entry<?, ?> entry : tree.entrySet()) {
            String name = "  ".repeat(depth) + entry.getKey();
            if (entry.getValue() instanceof Map<?, ?> children) {
                lines.add(name);
                add(children, depth + 1);
            } else {
                lines.add(padded(name) + text(entry.getValue()));
            }
        }
    }

    private static String padded(String name) {
        return name + " ".repeat(Math.max(1, VALUE_COLUMN - name.length()));
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "none"
                    : String.join(", ", list.stream().map(String::valueOf).toList());
        }
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        return value.toString();
    }
}
