package io.ringwake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MainTest {
    private final Invocation invocation = new Invocation();

    @Test
    void version_namesProgramAndJava() {
        assertEquals(ExitStatus.OK, invocation.run("--version"));
        assertTrue(
                invocation.out().matches("ringwake \\d+\\.\\d+\\.\\d+\\S* \\(Java .+\\)\\R"),
                invocation.out());
    }

    @Test
    void noCommand_isAUsageError() {
        assertEquals(ExitStatus.USAGE, invocation.run());
        assertTrue(
                invocation.err().startsWith("ringwake: a command is required"), invocation.err());
    }

    @Test
    void unknownOption_isNamed() {
        assertEquals(ExitStatus.USAGE, invocation.run("--colour"));
        assertTrue(invocation.err().contains("'--colour'"), invocation.err());
    }
}
