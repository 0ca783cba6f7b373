package io.ringwake.cli.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, 127.0.0.1, 8080",
        "localhost:0, localhost, 0",
        "[::1]:80, ::1, 80",
        "*:65535, *, 65535"
    })
    void parse_readsHostAndPort(String text, String host, int port) {
        assertEquals(new HostPort(host, port), HostPort.parse(text));
        assertEquals(text, HostPort.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                ":80",
                " :80",
                "h:",
                "h:x",
                "h:-1",
                "h:+1",
                "h:65536",
                "h:999999",
                "::1:80",
                "[::1]",
                "[]:80",
                "[::1:80",
                "h: 80"
            })
    void parse_namesTheTextAndWhatIsAllowed(String text) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text));
        assertTrue(
                String.valueOf(e.getMessage()).startsWith("'" + text + "' has "), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains("allowed: HOST:PORT"), e.getMessage());
    }

    @Test
    void resolve_starIsEveryIpv4Address() throws Exception {
        InetSocketAddress address = HostPort.parse("*:7").resolve();
        assertTrue(address.getAddress().isAnyLocalAddress());
        assertEquals("0.0.0.0:7", HostPort.format(address));
    }

    @Test
    void resolve_namesTheUnknownHost() {
        UnknownHostException e =
                assertThrows(
                        UnknownHostException.class,
                        () -> HostPort.parse("no-such-host.invalid:7").resolve());
        assertTrue(
                String.valueOf(e.getMessage()).contains("'no-such-host.invalid'"), e.getMessage());
    }

    @Test
    void format_putsIpv6InBrackets() throws Exception {
        InetSocketAddress address = HostPort.parse("[::1]:9").resolve();
        assertEquals("[0:0:0:0:0:0:0:1]:9", HostPort.format(address));
    }

    @Test
    void isConnectable_needsHostAndPort() {
        assertTrue(HostPort.parse("h:1").isConnectable());
        assertFalse(HostPort.parse("h:0").isConnectable());
        assertFalse(HostPort.parse("*:1").isConnectable());
    }
}
