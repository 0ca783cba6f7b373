package io.ringwake.cli.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.cli.ExitStatus;
import io.ringwake.cli.Invocation;
import io.ringwake.cli.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DumpCommandTest {
    private final Invocation invocation = new Invocation();

    private void assertFails(String because, Object pid) {
        assertEquals(ExitStatus.FAILURE, invocation.run("dump", pid.toString()));
        assertEquals("", invocation.out());
        assertTrue(invocation.err().startsWith("ringwake dump: "), invocation.err());
        assertTrue(invocation.err().contains(because), invocation.err());
    }

    @Test
    void printsTheTasksOfAnotherProcess_againAndAgain() throws Exception {
        try (OtherProcess waiting = OtherProcess.java(WaitingProgram.class)) {
            waiting.awaitLine("waiting");
            for (int i = 0; i < 2; i++) {
                String pid = Long.toString(waiting.pid());
                try (OtherProcess command = OtherProcess.java(Main.class, "dump", pid)) {
                    assertTasks(command.awaitEnd(ExitStatus.OK));
                }
            }
        }
    }

    private static void assertTasks(String dump) {
        String numbered = dump.replaceAll("(runtime|task) \\d+", "$1 N");
        assertTrue(
                numbered.startsWith(
                        """
                        runtime N "shown": 2 tasks
                        task N "import" waiting
                            timeout
                            map
                            Sleep
                        task N running
                            on thread ringwake-blocking-0
                        """),
                dump);
        assertTrue(dump.contains("WaitingProgram.java:"), dump);
    }

    @Test
    void processWithoutRuntimes_isToldApartFromOneWithoutRingwake() throws Exception {
        try (OtherProcess bare = OtherProcess.java(BareProgram.class)) {
            bare.awaitLine("waiting");
            assertEquals(ExitStatus.OK, invocation.run("dump", Long.toString(bare.pid())));
            assertEquals("no runtime\n", invocation.out());
        }
    }

    @Test
    void processWithoutRingwake_isRefused() throws Exception {
        try (OtherProcess bare = OtherProcess.bareJava(BareProgram.class)) {
            bare.awaitLine("waiting");
            assertFails("has no Ringwake on its class path", bare.pid());
        }
    }

    @Test
    void processThatIsNoJvm_isLeftAlone() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        try (OtherProcess cat = OtherProcess.cat()) {
            assertFails("is no JVM", cat.pid());
            assertTrue(cat.isAlive());
        }
    }

    @Test
    void processThatIsNotThere_isRefused() {
        assertFails(Files.isDirectory(Path.of("/proc/self")) ? "no process" : "attach", 99_999_999);
    }

    @Test
    void ownProcess_isRefused() {
        assertFails("must be another JVM", ProcessHandle.current().pid());
    }

    @Test
    void pidThatIsNoNumber_isAnError() {
        assertEquals(ExitStatus.USAGE, invocation.run("dump", "mine"));
        assertEquals(ExitStatus.USAGE, invocation.run("dump"));
    }
}
