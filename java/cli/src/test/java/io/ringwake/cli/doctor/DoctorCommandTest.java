package io.ringwake.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.cli.ExitStatus;
import io.ringwake.cli.Invocation;
import io.ringwake.ffi.AbiVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    private final Invocation invocation = new Invocation();

    @Test
    void text_hasEverySection() {
        assertEquals(ExitStatus.OK, invocation.run("doctor"));
        List<String> sections =
                invocation.out().lines().filter(line -> !line.startsWith(" ")).toList();
        assertEquals(
                List.of(
                        "ringwake",
                        "system",
                        "cpus",
                        "placement",
                        "library",
                        "limits",
                        "backends",
                        "automatic_choice"),
                sections);
    }

    @Test
    void json_tellsTheSame() {
        assertEquals(ExitStatus.OK, invocation.run("doctor", "--json"));
        String out = invocation.out();
        assertTrue(out.contains("\"abi_version\": " + AbiVersion.EXPECTED), out);
        assertTrue(out.contains("\"kernel.io_uring_disabled\": "), out);
        assertTrue(out.contains("\"open_files_soft\": "), out);
        assertTrue(out.contains("\"worker 0: cpus "), out);
        assertTrue(out.contains("\"automatic_choice\": {"), out);
    }

    @Test
    void backendThatIsMissing_saysWhy() {
        invocation.run("doctor", "--json");
        // No Linux has kqueue and no BSD has epoll, so one of them is always missing.
        assertTrue(invocation.out().contains("\"available\": false"), invocation.out());
        assertTrue(invocation.out().contains("\"reason\": \""), invocation.out());
    }
}
