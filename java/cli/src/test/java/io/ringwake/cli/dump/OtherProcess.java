package io.ringwake.cli.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process beside the test's, which ends with it, or when it is closed. */
final class OtherProcess implements AutoCloseable {
    private final Process process;

    private OtherProcess(List<String> command) throws IOException {
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Runs a class of the test's class path. */
    static OtherProcess java(Class<?> main, String... arguments) throws IOException {
        return java(System.getProperty("java.class.path"), main, arguments);
    }

    /** Runs a class that needs nothing but what lies beside it. */
    static OtherProcess bareJava(Class<?> main) throws Exception {
        Path home = Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
        return java(home.toString(), main);
    }

    private static OtherProcess java(String classPath, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin/java");
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return new OtherProcess(command);
    }

    /** Runs a program that is no JVM and waits. */
    static OtherProcess cat() throws IOException {
        return new OtherProcess(List.of("cat"));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns once it has printed the line. */
    OtherProcess awaitLine(String line) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertEquals(line, out.readLine());
        return this;
    }

    /** All it prints until it ends, with this status. */
    String awaitEnd(int status) throws Exception {
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(status, process.waitFor(), printed);
        return printed;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close(); // the end of its standard input
        process.destroyForcibly();
    }
}
