package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where classes were not processed, a line at debug level says so once. */
@Timeout(120)
final class UnprocessedNoticeTest {
    @Test
    void isGivenOnceAtDebugLevel() throws Exception {
        String output = runAtLevel("DEBUG");
        List<String> notices =
                output.lines().filter(line -> line.contains("was not processed")).toList();
        assertEquals(1, notices.size(), output);
        String notice = notices.get(0);
        assertTrue(notice.contains("io.ringwake.UnprocessedProgram was not"), notice);
        assertTrue(output.contains("result 1") && output.contains("result 2"), output);
    }

    @Test
    void isNotGivenOtherwise() throws Exception {
        assertEquals(List.of("result 1", "result 2"), runAtLevel("INFO").lines().toList());
    }

    /** With the logger of java.base, whose level is a property. */
    private static String runAtLevel(String level) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--limit-modules",
                                "java.base",
                                "-Djdk.system.logger.level=" + level,
                                "-cp",
                                System.getProperty("java.class.path"),
                                UnprocessedProgram.class.getName())
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
