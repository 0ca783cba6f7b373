package io.ringwake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every wrong argument is answered with the option, the value and what is allowed, and status 64.
 */
class UsageTest {
    private static final String PROXY = "proxy --listen 127.0.0.1:0 --upstream 127.0.0.1:9 ";

    private final Invocation invocation = new Invocation();

    private void assertRefused(String commandLine, String option, String value) {
        assertEquals(ExitStatus.USAGE, invocation.run(commandLine.trim().split(" +")));
        String err = invocation.err();
        assertTrue(err.contains("'" + option + "'"), err);
        assertTrue(err.contains("'" + value + "'"), err);
        assertTrue(err.contains("allowed:"), err);
        assertTrue(err.contains("--help"), err);
    }

    @ParameterizedTest
    @CsvSource({
        "--buffer, 17q",
        "--buffer, 1",
        "--buffer, 17m",
        "--max-connections, 0",
        "--max-connections, many",
        "--connect-timeout, 0",
        "--connect-timeout, 5",
        "--idle-timeout, -1s",
        "--grace, soon",
        "--stats, 1d",
        "--workers, 0",
        "--workers, 4097",
        "--workers, all",
        "--backend, iocp"
    })
    void proxy_namesOptionAndValue(String option, String value) {
        assertRefused(PROXY + option + " " + value, option, value);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:0", "*:80", "localhost", ":80", "host:99999"})
    void proxy_needsAnUpstreamToConnectTo(String value) {
        assertRefused("proxy --listen 127.0.0.1:0 --upstream " + value, "--upstream", value);
    }

    @ParameterizedTest
    @CsvSource({
        "--size, 0",
        "--size, x",
        "--pipeline, 1025",
        "--pipeline, 0",
        "--connections, 0",
        "--duration, 0",
        "--duration, 1y",
        "--connect, 1.2.3.4"
    })
    void load_namesOptionAndValue(String option, String value) {
        String connect = option.equals("--connect") ? "" : "--connect 127.0.0.1:9 ";
        assertRefused("load " + connect + option + " " + value, option, value);
    }

    @ParameterizedTest
    @CsvSource({"echo, --listen", "proxy, --upstream", "load, --connect"})
    void requiredOption_isNamed(String command, String option) {
        assertEquals(ExitStatus.USAGE, invocation.run(command));
        assertTrue(invocation.err().contains(option + "=HOST:PORT"), invocation.err());
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : Arrays.asList("doctor", "demo", "echo", "proxy", "load")) {
            Invocation help = new Invocation();
            assertEquals(ExitStatus.OK, help.run(command, "--help"));
            assertTrue(help.out().startsWith("Usage: ringwake " + command), help.out());
        }
    }

    @Test
    void unknownHost_isAFailureThatNamesIt() {
        assertEquals(ExitStatus.FAILURE, invocation.run("echo", "--listen", "no.invalid:1"));
        assertTrue(invocation.err().contains("'no.invalid'"), invocation.err());
    }
}
