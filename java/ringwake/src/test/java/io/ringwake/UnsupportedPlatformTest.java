package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program sees on a platform without a native library, in a JVM that says it is on one. */
@Timeout(120)
class UnsupportedPlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Windows 11, amd64, 'run the program in WSL 2 or in a Linux container'",
        "FreeBSD, amd64, '-Dringwake.native.path names a build of your own'",
        "Linux, ppc64le, '-Dringwake.native.path names a build of your own'",
    })
    void eachFirstUseSaysSo(String os, String arch, String advice) throws Exception {
        List<String> lines = run(os, arch);
        assertEquals(UnsupportedPlatformProgram.NEEDS_NATIVES.size() + 1, lines.size(), "" + lines);
        for (String name : UnsupportedPlatformProgram.NEEDS_NATIVES) {
            String line = lines.stream().filter(l -> l.startsWith(name)).findFirst().orElse("");
            assertTrue(line.contains("NativeUnavailableException"), line);
            assertTrue(line.contains(os + " on " + arch + " is not supported"), line);
            assertTrue(line.contains(advice), line);
        }
        assertTrue(lines.contains(UnsupportedPlatformProgram.WITHOUT_IO), "" + lines);
    }

    private static List<String> run(String os, String arch) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dos.name=" + os,
                                "-Dos.arch=" + arch,
                                "-cp",
                                System.getProperty("java.class.path"),
                                UnsupportedPlatformProgram.class.getName())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines().toList();
    }
}
