package io.ringwake.async.compiler.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
    private static final String HEAD =
            "import static io.ringwake.Async.*; import io.ringwake.future.*; class A {";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir Path directory;

    @Test
    void directoriesAreCompiledInPlaceAndOnce() throws IOException {
        javac("Future<Integer> f = async(() -> 1); }");

        assertEquals(0, run("--report", directory.toString()));
        byte[] compiled = Files.readAllBytes(directory.resolve("A.class"));

        assertTrue(Files.exists(directory.resolve("A$async$new$0.class")));
        assertTrue(text(out).startsWith("A.<init>(A.java:1): 24 bytes, no await"), () -> text(out));
        assertEquals(0, run(directory.toString()));
        assertArrayEquals(compiled, Files.readAllBytes(directory.resolve("A.class")));
    }

    @Test
    void whatIsRefusedIsPrintedAndFailsTheCommand() throws IOException {
        javac("static int m(Future<Integer> f) throws Exception { return await(f); } }");

        assertEquals(1, run(directory.toString()));
        assertTrue(
                text(err).startsWith("A.java:1: A.m: await outside of an async block."),
                () -> text(err));
    }

    @Test
    void argumentsThatMakeNoSenseAreAnsweredWithTheUsage() {
        assertEquals(2, run("--quick", directory.toString()));
        assertEquals(2, run());
        assertTrue(text(err).startsWith("usage: "), () -> text(err));
        assertEquals(2, run(directory.resolve("missing").toString()));
    }

    private int run(String... arguments) {
        return Main.run(List.of(arguments), printer(out), printer(err));
    }

    private static PrintStream printer(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void javac(String rest) throws IOException {
        Path source = directory.resolve("A.java");
        Files.writeString(source, HEAD + rest);
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", directory.toString(), source.toString()));
    }
}
