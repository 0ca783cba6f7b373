package io.ringwake.async.compiler.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Ringwake;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users get, on its own: over a directory, and as an agent of a real program. */
@Timeout(120)
final class ToolJarIT {
    private static final Path JAR =
            Path.of(Objects.requireNonNull(System.getProperty("ringwake.test.jar")));

    /** Says what its block became, then runs it: it sleeps, so there is a reactor below. */
    private static final String PROGRAM =
            """
            import static io.ringwake.Async.*;
            import io.ringwake.Ringwake;
            import io.ringwake.future.Future;
            import io.ringwake.time.Time;
            import java.time.Duration;

            public final class Program {
                public static void main(String[] arguments) throws Exception {
                    Future<String> block = async(() -> {
                        String text = "slept";
                        for (int i = 1; i <= 3; i++) {
                            await(Time.sleep(Duration.ofMillis(i)));
                            text += " " + i;
                        }
                        return text;
                    });
                    try (Ringwake runtime = Ringwake.currentThread().build()) {
                        System.out.print(block.getClass().getName() + " " + runtime.blockOn(block));
                    }
                }
            }
            """;

    private static final String COMPILED = "Program$async$main$0 slept 1 2 3";

    @TempDir Path folder;
    private Path classes;
    private String runtime;

    @BeforeEach
    void compileProgram() throws Exception {
        classes = Files.createDirectory(folder.resolve("classes"));
        runtime =
                Path.of(Ringwake.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                        .toString();
        Path source = Files.writeString(folder.resolve("Program.java"), PROGRAM);
        javac(source);
    }

    @Test
    void withoutIt_theProgramRunsOnThreads() throws Exception {
        String said = java("-cp", classPath(), "Program");
        assertTrue(said.endsWith("ThreadBody slept 1 2 3"), said);
    }

    @Test
    void compilesADirectory() throws Exception {
        String said = java("-jar", "" + JAR, "--class-path", runtime, "--report", "" + classes);
        assertTrue(said.startsWith("Program.main(Program.java:10): "), said);
        assertEquals(COMPILED, java("-cp", classPath(), "Program"));
    }

    @Test
    void compilesADirectoryOnce() throws Exception {
        String[] command = {"-jar", "" + JAR, "--class-path", runtime, "" + classes};
        java(command);
        List<String> once = contents();
        java(command);
        assertEquals(once, contents());
    }

    @Test
    void compilesWhileTheProgramIsLoaded() throws Exception {
        assertEquals(COMPILED, java("-javaagent:" + JAR, "-cp", classPath(), "Program"));
    }

    @Test
    void doesNotMeetTheAsmOfTheProgram() throws Exception {
        Path folder = Files.createDirectories(this.folder.resolve("org/objectweb/asm"));
        for (String name : List.of("ClassReader", "ClassWriter", "Opcodes", "Type")) {
            String source = "package org.objectweb.asm; public final class " + name + " {}";
            javac(Files.writeString(folder.resolve(name + ".java"), source));
        }
        assertEquals(COMPILED, java("-javaagent:" + JAR, "-cp", classPath(), "Program"));
    }

    @Test
    void holdsNoClassesButOurs() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> strangers =
                    jar.stream()
                            .map(Object::toString)
                            .filter(name -> name.endsWith(".class"))
                            .filter(name -> !name.startsWith("io/ringwake/async/compiler/"))
                            .toList();
            assertEquals(List.of(), strangers);
        }
    }

    private String classPath() {
        return classes + File.pathSeparator + runtime;
    }

    private void javac(Path source) {
        List<String> arguments =
                List.of("-proc:none", "--release", "17", "-cp", runtime, "-d", "" + classes);
        String[] all =
                Stream.concat(arguments.stream(), Stream.of("" + source)).toArray(String[]::new);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, all));
    }

    /** Names and hash codes of all class files. */
    private List<String> contents() throws IOException {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.sorted().toList()) {
                contents.add(file + " " + Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    /** What the command prints on standard output; it must end with 0. */
    private String java(String... arguments) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        try {
            boolean ended = process.waitFor(100, TimeUnit.SECONDS);
            String said = Files.readString(out);
            assertTrue(ended && process.exitValue() == 0, said + Files.readString(err));
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
