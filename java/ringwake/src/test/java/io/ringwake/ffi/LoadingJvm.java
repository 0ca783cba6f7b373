package io.ringwake.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@link LoadingProgram} in a JVM of its own. */
final class LoadingJvm {
    private LoadingJvm() {}

    /**
     * All that the program and its JVM print.
     *
     * @param options those of the JVM
     */
    static String run(String... options) throws IOException, InterruptedException {
        return runOn(System.getProperty("java.class.path"), options);
    }

    /** The same on another class path. */
    static String runOn(String classPath, String... options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(options));
        words.addAll(List.of("-cp", classPath, LoadingProgram.class.getName()));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "did not end");
            assertEquals(0, process.exitValue(), output);
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
