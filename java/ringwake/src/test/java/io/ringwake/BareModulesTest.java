package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runtime needs java.base; what needs another module says so. */
@Timeout(120)
final class BareModulesTest {
    @Test
    void itRunsWithoutFlightRecorderAndRefusesJmxClearly() throws Exception {
        String output = runWithJavaBaseAlone();
        assertEquals(
                List.of("task 1", "blocking 2", "jmx=true: the module java.management is missing"),
                output.lines().toList());
    }

    private static String runWithJavaBaseAlone() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--limit-modules",
                                "java.base",
                                "-cp",
                                System.getProperty("java.class.path"),
                                BareModulesProgram.class.getName())
                        .redirectErrorStream(true)
                        .start();
        try {
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "did not end");
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
