package io.ringwake.async.compiler;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes reports down, for people and for programs. */
public final class BlockReports {
    private BlockReports() {}

    /**
     * Returns the reports as text, the largest block first:
     *
     * <pre>
     * a.Server.serve(Server.java:12): 40 bytes, awaits in lines 14, 20
     *   largest local: total, long, 8 bytes, in a field shared with start
     *     8  long      total, start
     *     4  a.Stream  stream
     * </pre>
     *
     * <p>The bytes of an object are those of the reference to it.
     */
    public static String text(List<BlockReport> reports) {
        StringBuilder text = new StringBuilder();
        reports.stream()
                .sorted((a, b) -> Integer.compare(b.bytes(), a.bytes()))
                .forEach(report -> appendText(text, report));
        return text.toString();
    }

    private static void appendText(StringBuilder text, BlockReport report) {
        text.append(report.className()).append('.').append(report.method());
        text.append('(').append(report.file()).append(':').append(report.line()).append("): ");
        text.append(report.bytes()).append(" bytes, ");
        text.append(report.awaitLines().isEmpty() ? "no await" : "awaits in lines ");
        text.append(
                report.awaitLines().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")));
        text.append('\n').append("  ").append(largest(report)).append('\n');
        int width = report.fields().stream().mapToInt(f -> f.type().length()).max().orElse(0);
        report.fields().stream()
                .sorted((a, b) -> Integer.compare(b.bytes(), a.bytes()))
                .forEach(field -> {
                    text.append("    ").append(field.bytes()).append("  ");
                    text.append(field.type());
                    text.append(" ".repeat(width - field.type().length() + 2));
                    text.append(String.join(", ", field.variables())).append('\n');
                });
    }

    /** Returns the line that names the local which costs most, or says that there is none. */
    public static String largest(BlockReport report) {
        return report.largest().map(local -> "largest local: " + local).orElse("keeps no locals");
    }

    /**
     * Returns the reports as a JSON array, in their order. {@code largest} of a block that keeps no
     * locals is null.
     */
    public static String json(List<BlockReport> reports) {
        return reports.stream()
                .map(BlockReports::json)
                .collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    private static String json(BlockReport report) {
        return "{\"class\": "
                + quoted(report.className())
                + ", \"machine\": "
                + quoted(report.machine())
                + ", \"method\": "
                + quoted(report.method())
                + ", \"file\": "
                + quoted(report.file())
                + ", \"line\": "
                + report.line()
                + ", \"bytes\": "
                + report.bytes()
                + ", \"awaits\": "
                + report.awaitLines()
                + ", \"largest\": "
                + report.largest().map(BlockReports::json).orElse("null")
                + ", \"fields\": ["
                + report.fields().stream().map(BlockReports::json).collect(Collectors.joining(", "))
                + "]}";
    }

    private static String json(BlockReport.Field field) {
        return "{\"name\": "
                + quoted(field.name())
                + ", \"type\": "
                + quoted(field.type())
                + ", \"bytes\": "
                + field.bytes()
                + ", \"variables\": "
                + json(field.variables().stream())
                + "}";
    }

    private static String json(LargestLocal local) {
        return "{\"name\": "
                + quoted(local.name())
                + ", \"type\": "
                + quoted(local.type())
                + ", \"bytes\": "
                + local.bytes()
                + ", \"shared\": "
                + local.shared()
                + ", \"sharedWith\": "
                + json(local.sharedWith().stream())
                + ", \"others\": "
                + local.others()
                + "}";
    }

    private static String json(Stream<String> names) {
        return names.map(BlockReports::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Names of Java have nothing to escape, except for letters beyond ASCII. */
    private static String quoted(String name) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
