package io.ringwake.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.cli.BackendOption;
import io.ringwake.cli.ExitStatus;
import io.ringwake.cli.Invocation;
import io.ringwake.reactor.Backend;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DemoCommandTest {
    private final Invocation invocation = new Invocation();

    @Test
    void table_hasEveryWorkingBackendDirectAndProxied() {
        assertEquals(ExitStatus.OK, invocation.run("demo", "--duration", "100ms"), invocation::err);
        String out = invocation.out();
        for (Backend backend : BackendOption.working()) {
            assertTrue(out.contains(backend.optionName() + " "), out);
        }
        assertTrue(out.contains("direct"), out);
        assertTrue(out.contains("proxied"), out);
        assertTrue(out.contains("Every byte of "), out);
    }
}
