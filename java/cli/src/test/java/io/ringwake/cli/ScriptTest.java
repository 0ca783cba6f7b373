package io.ringwake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scripts/ringwake} where the runtime does not run, as {@code uname} tells it. */
@Timeout(60)
class ScriptTest {
    private static final Path SCRIPT = Path.of("../../scripts/ringwake").toAbsolutePath();

    @TempDir Path programs;

    @ParameterizedTest
    @CsvSource({
        "MINGW64_NT-10.0-26100, 'does not support Windows (MINGW64_NT-10.0-26100): run this in'",
        "MSYS_NT-10.0-26100, 'does not support Windows (MSYS_NT-10.0-26100): run this in WSL 2'",
        "CYGWIN_NT-10.0, 'does not support Windows (CYGWIN_NT-10.0): run this in WSL 2'",
        "FreeBSD, 'does not support FreeBSD: run this on Linux or on macOS'",
    })
    void saysThatTheSystemIsNotSupported(String uname, String message) throws Exception {
        Path fake = Files.writeString(programs.resolve("uname"), "#!/bin/sh\necho " + uname + "\n");
        Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwx------"));
        String output = failing(SCRIPT.toString(), "doctor");
        assertTrue(output.startsWith("ringwake: Ringwake " + message), output);
        assertEquals(1, output.lines().count(), output);
    }

    private String failing(String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().merge("PATH", programs + ":", (path, first) -> first + path);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, process.waitFor(), output);
        return output;
    }
}
