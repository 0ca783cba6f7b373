package io.ringwake.maven;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.async.compiler.tool.SearchPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a build does to a directory of class files, and what the next one leaves alone. */
@Timeout(120)
class ClassDirectoryTest {
    private static final String BLOCK = "io.ringwake.Async.async(() -> io.ringwake.Async.await(f))";

    @TempDir Path folder;
    private Path classes;

    @BeforeEach
    void makeFolders() throws IOException {
        classes = Files.createDirectories(folder.resolve("classes"));
    }

    private void javac(String name, String expression) throws IOException {
        Path source = Files.createDirectories(folder.resolve("src")).resolve(name + ".java");
        Files.writeString(
                source,
                "import io.ringwake.future.Future;\nclass "
                        + name
                        + " {\n    static Object make(Future<String> f) {\n        return "
                        + expression
                        + ";\n    }\n}\n");
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", "" + classes, "" + source);
        assertEquals(0, status);
    }

    private ClassDirectory build() throws IOException {
        String all = System.getProperty("java.class.path");
        List<Path> entries = Stream.of(all.split(File.pathSeparator)).map(Path::of).toList();
        try (SearchPath path = new SearchPath(entries)) {
            ClassDirectory directory = new ClassDirectory(classes, folder.resolve("known"), path);
            directory.compile();
            directory.reports();
            return directory;
        }
    }

    private long machines() throws IOException {
        return names().stream().filter(name -> name.contains("$async$")).count();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aBlockBecomesAClassBesideItsHost() throws IOException {
        javac("Host", BLOCK);
        assertEquals(1, build().compiled());
        assertEquals(1, machines());
    }

    @Test
    void theSecondBuildChangesNothing() throws IOException {
        javac("Host", BLOCK);
        build();
        byte[] host = Files.readAllBytes(classes.resolve("Host.class"));
        assertEquals(0, build().compiled());
        assertArrayEquals(host, Files.readAllBytes(classes.resolve("Host.class")));
    }

    @Test
    void aBuildThatHasForgottenEverythingChangesNothing() throws IOException {
        javac("Host", BLOCK);
        build();
        byte[] host = Files.readAllBytes(classes.resolve("Host.class"));
        Files.delete(folder.resolve("known/stamps"));
        assertEquals(0, build().compiled());
        assertArrayEquals(host, Files.readAllBytes(classes.resolve("Host.class")));
    }

    @Test
    void onlyTheClassThatChangedIsCompiledAgain() throws IOException {
        javac("Host", BLOCK);
        javac("Other", BLOCK);
        assertEquals(2, build().compiled());
        javac("Host", "new Object[] {" + BLOCK + ", 1}");
        assertEquals(1, build().compiled());
    }

    @Test
    void machinesOfBlocksThatAreGoneAreDeleted() throws IOException {
        javac("Host", "new Object[] {" + BLOCK + ", " + BLOCK + "}");
        build();
        assertEquals(2, machines());
        javac("Host", "f");
        build();
        assertEquals(0, machines());
    }

    @Test
    void machinesOfClassesThatAreGoneAreDeleted() throws IOException {
        javac("Host", BLOCK);
        javac("Other", BLOCK);
        build();
        Files.delete(classes.resolve("Host.class"));
        ClassDirectory directory = build();
        assertEquals(0, directory.compiled());
        assertEquals(1, machines());
        assertEquals(1, directory.reports().size());
    }

    @Test
    void classesThatAreOnlyNamedLikeMachinesStay() throws IOException {
        javac("Host", BLOCK);
        javac("Host$async$mine", "f");
        build();
        javac("Host", "f");
        build();
        assertEquals(List.of("Host$async$mine.class", "Host.class"), names());
    }

    @Test
    void aClassThatJavacWroteAgainAsItWasIsCompiledAgain() throws IOException {
        javac("Host", BLOCK);
        build();
        byte[] host = Files.readAllBytes(classes.resolve("Host.class"));
        javac("Host", BLOCK);
        assertEquals(1, build().compiled());
        assertArrayEquals(host, Files.readAllBytes(classes.resolve("Host.class")));
    }

    @Test
    void anErrorLeavesTheClassAloneAndComesAgain() throws IOException {
        javac("Host", "((io.ringwake.AsyncBody<String>) () -> io.ringwake.Async.await(f))");
        byte[] host = Files.readAllBytes(classes.resolve("Host.class"));
        for (int i = 0; i < 2; i++) {
            ClassDirectory directory = build();
            assertFalse(directory.errors().isEmpty());
            assertTrue(directory.errors().get(0).line() > 0);
        }
        assertArrayEquals(host, Files.readAllBytes(classes.resolve("Host.class")));
    }
}
