package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The table of behaviours names tests that exist, and all that were written for it. */
final class BehaviourIndexTest {
    private record Row(String behaviour, List<String> tests, String reason) {}

    private final List<Row> rows = read();

    @Test
    void everyBehaviourIsThereOnceAndHasATestOrAReason() {
        Set<String> seen = new HashSet<>();
        for (Row row : rows) {
            assertTrue(seen.add(row.behaviour()), row.behaviour() + " is there twice");
            assertTrue(row.tests().isEmpty() != row.reason().isBlank(), row.behaviour());
        }
        assertTrue(seen.contains("rt_common.block_on_sync"), "the table was not read");
    }

    @Test
    void everyTestExists() {
        Set<String> missing = new TreeSet<>();
        for (String name : named()) {
            if (!testsOf(classOf(name)).contains(name)) {
                missing.add(name);
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyTestThatWasWrittenForTheTableIsInIt() {
        Set<String> named = named();
        Set<String> written =
                named.stream()
                        .filter(name -> classOf(name).endsWith("BehaviourTest"))
                        .flatMap(name -> testsOf(classOf(name)).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        written.removeAll(named);
        assertEquals(Set.of(), written);
    }

    private Set<String> named() {
        return rows.stream().flatMap(row -> row.tests().stream()).collect(Collectors.toSet());
    }

    private static String classOf(String name) {
        return name.substring(0, name.indexOf('#'));
    }

    /** All tests of a class, which is named below the root package, as {@code Class#method}. */
    private static Set<String> testsOf(String className) {
        try {
            return Stream.of(Class.forName("io.ringwake." + className).getDeclaredMethods())
                    .filter(BehaviourIndexTest::isTest)
                    .map(method -> className + "#" + method.getName())
                    .collect(Collectors.toSet());
        } catch (ClassNotFoundException e) {
            return Set.of();
        }
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class)
                || method.isAnnotationPresent(ParameterizedTest.class);
    }

    private static List<Row> read() {
        try (InputStream in =
                Objects.requireNonNull(
                        BehaviourIndexTest.class.getResourceAsStream("behaviours.txt"))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Row> parse(String text) {
        List<Row> rows = new ArrayList<>();
        String section = "";
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.indexOf(']'));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(rowOf(section, line));
            }
        }
        return rows;
    }

    private static Row rowOf(String section, String line) {
        String[] cells = line.split(" \\| ", -1);
        assertEquals(2, cells.length, line);
        String behaviour = section + "." + cells[0];
        return cells[1].startsWith("- ")
                ? new Row(behaviour, List.of(), cells[1].substring(2))
                : new Row(behaviour, testsIn(cells[1]), "");
    }

    private static List<String> testsIn(String cell) {
        List<String> tests = Stream.of(cell.split(", ", -1)).toList();
        tests.forEach(test -> assertTrue(test.matches("[\\w.]+#\\w+"), test));
        return tests;
    }
}
