package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests of leaks are worth what this counts, with and without names. */
@Timeout(30)
class OpenDescriptorsTest {
    private interface Counting {
        Map<String, Integer> byKind() throws IOException;
    }

    @Test
    void socketsAreCountedByKind() throws Exception {
        seesOneSocketMore(OpenDescriptors::byKind);
    }

    @Test
    void socketsAreCountedWhereDescriptorsHaveNoNames() throws Exception {
        seesOneSocketMore(OpenDescriptors::unnamed);
    }

    private static void seesOneSocketMore(Counting counting) throws IOException {
        int before = sum(counting);
        try (ServerSocketChannel socket = ServerSocketChannel.open()) {
            socket.bind(new InetSocketAddress(0));
            assertEquals(before + 1, sum(counting));
        }
        assertEquals(before, sum(counting));
    }

    private static int sum(Counting counting) throws IOException {
        return counting.byKind().values().stream().mapToInt(Integer::intValue).sum();
    }
}
