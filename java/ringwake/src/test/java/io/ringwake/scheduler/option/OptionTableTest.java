package io.ringwake.scheduler.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables in the documentation say what the code does. */
final class OptionTableTest {
    private static final Path SOURCE =
            Path.of("src/main/java/io/ringwake/scheduler/option/RuntimeOption.java");
    private static final Path ARCHITECTURE = Path.of("../../ARCHITECTURE.md");

    @Test
    void theTableOfTheClassIsThatOfTheCode() throws IOException {
        List<String> rows =
                Files.readAllLines(SOURCE).stream()
                        .filter(line -> line.contains(" RINGWAKE_") && line.startsWith(" * "))
                        .map(line -> line.substring(3))
                        .toList();
        assertEquals(expected(OptionTableTest::javadocRow), String.join("\n", rows));
    }

    @Test
    void theTableOfTheArchitectureIsThatOfTheCode() throws IOException {
        List<String> lines = Files.readAllLines(ARCHITECTURE);
        int head = lines.indexOf("| option | environment | default | allowed |");
        List<String> rows =
                lines.stream().skip(head + 2L).takeWhile(line -> line.startsWith("|")).toList();
        assertEquals(expected(OptionTableTest::markdownRow), String.join("\n", rows));
    }

    private static String expected(java.util.function.Function<RuntimeOption<?>, String> row) {
        return RuntimeOption.ALL.stream().map(row).collect(Collectors.joining("\n"));
    }

    private static String javadocRow(RuntimeOption<?> option) {
        return String.format(
                "%-18s %-30s %-11s %s",
                starred(option), option.variable(), option.defaultText(), option.allowed());
    }

    private static String markdownRow(RuntimeOption<?> option) {
        return String.format(
                "| `%s`%s | `%s` | %s | %s |",
                option.optionName(),
                option.refusedOnCurrentThread().isPresent() ? " *" : "",
                option.variable(),
                option.defaultText(),
                option.allowed());
    }

    private static String starred(RuntimeOption<?> option) {
        return option.optionName() + (option.refusedOnCurrentThread().isPresent() ? " *" : "");
    }
}
