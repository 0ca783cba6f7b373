package io.ringwake.cli.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.cli.Client;
import io.ringwake.cli.TestServers;
import io.ringwake.cli.serve.ServerThread;
import io.ringwake.reactor.Backend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each test plays both the client and the upstream with plain sockets. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ProxyServiceTest {
    private static final String BACKENDS = "io.ringwake.cli.TestServers#backends";
    private static final Duration NEVER = Duration.ZERO;
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final TestServers servers = new TestServers();

    @SuppressWarnings("NullAway.Init") // set before each test
    private ServerSocket upstream;

    @BeforeEach
    void listen() throws IOException {
        upstream = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        upstream.setSoTimeout(10_000);
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    private InetSocketAddress upstreamAddress() {
        return (InetSocketAddress) upstream.getLocalSocketAddress();
    }

    private ServerThread proxy(Backend backend, int connectionsMax, Duration grace, Duration idle)
            throws Exception {
        return servers.proxy(
                backend, TestServers.options(connectionsMax, grace), upstreamAddress(), idle);
    }

    private Client acceptUpstream() throws IOException {
        return Client.of(upstream.accept());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void halfClose_isCarriedAcrossAndTheOtherDirectionGoesOn(Backend backend) throws Exception {
        byte[] question = Client.bytes(30_000);
        byte[] answer = Client.bytes(40_000);
        try (ServerThread proxy = servers.proxy(backend, upstreamAddress());
                Client client = Client.connect(proxy.address());
                Client server = acceptUpstream()) {
            client.send(question);
            client.endOutput();
            assertArrayEquals(question, server.receiveAll());
            server.send(answer);
            assertArrayEquals(text("a"), textAfter(answer, client, server));
            server.endOutput();
            assertEquals(-1, client.receiveByte());
        }
        assertTrue(
                servers.out()
                        .contains("total=1 refused=0 failed=0 to-upstream=30000 to-client=40001"),
                servers.out());
        assertEquals("", servers.err());
    }

    private static byte[] textAfter(byte[] answer, Client client, Client server)
            throws IOException {
        assertArrayEquals(answer, client.receive(answer.length));
        server.send(text("a"));
        return client.receive(1);
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void upstreamDown_closesTheClientAndSaysSo(Backend backend) throws Exception {
        upstream.close();
        try (ServerThread proxy =
                        servers.proxy(
                                backend, (InetSocketAddress) upstream.getLocalSocketAddress());
                Client client = Client.connect(proxy.address())) {
            assertEquals(-1, client.receiveByte());
        }
        assertTrue(servers.err().contains("ECONNREFUSED"), servers.err());
        assertTrue(servers.err().contains("127.0.0.1:" + upstreamPort()), servers.err());
        assertTrue(servers.out().contains("total=1 refused=0 failed=1"), servers.out());
    }

    private int upstreamPort() {
        return upstream.getLocalPort();
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void connectionsOverTheLimit_areClosedAndCounted(Backend backend) throws Exception {
        try (ServerThread proxy = proxy(backend, 1, AT_ONCE, NEVER);
                Client first = Client.connect(proxy.address());
                Client server = acceptUpstream();
                Client second = Client.connect(proxy.address())) {
            assertEquals(-1, second.receiveByte());
            first.send(text("still here"));
            assertArrayEquals(text("still here"), server.receive(10));
        }
        assertTrue(servers.out().contains("total=2 refused=1 failed=0"), servers.out());
        assertTrue(servers.err().contains("--max-connections=1"), servers.err());
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void resetByTheClient_resetsTheUpstream(Backend backend) throws Exception {
        try (ServerThread proxy = servers.proxy(backend, upstreamAddress());
                Client client = Client.connect(proxy.address());
                Client server = acceptUpstream()) {
            client.send(text("x"));
            assertArrayEquals(text("x"), server.receive(1));
            client.reset();
            assertThrows(SocketException.class, server::receiveByte);
        }
        assertTrue(servers.out().contains("failed=1"), servers.out());
        assertTrue(servers.err().contains("client 127.0.0.1"), servers.err());
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void resetByTheUpstream_resetsTheClient(Backend backend) throws Exception {
        try (ServerThread proxy = servers.proxy(backend, upstreamAddress());
                Client client = Client.connect(proxy.address());
                Client server = acceptUpstream()) {
            server.send(text("x"));
            assertArrayEquals(text("x"), client.receive(1));
            server.reset();
            assertThrows(SocketException.class, client::receiveByte);
        }
        assertTrue(servers.err().contains("upstream 127.0.0.1"), servers.err());
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void idleConnection_isClosedOnBothSides(Backend backend) throws Exception {
        try (ServerThread proxy = proxy(backend, 10, AT_ONCE, Duration.ofMillis(100));
                Client client = Client.connect(proxy.address());
                Client server = acceptUpstream()) {
            client.send(text("x"));
            assertArrayEquals(text("x"), server.receive(1));
            assertEquals(-1, client.receiveByte());
            assertEquals(-1, server.receiveByte());
        }
        assertTrue(servers.out().contains("failed=0 "), servers.out());
        assertTrue(servers.out().contains("idle-closed=1"), servers.out());
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void stop_letsConnectionsEndWithinTheGraceTime(Backend backend) throws Exception {
        ServerThread proxy = proxy(backend, 10, LONG, NEVER);
        try (Client client = Client.connect(proxy.address());
                Client server = acceptUpstream()) {
            proxy.stop();
            servers.awaitOut("stopping: 1 connections have 20.0 s");
            client.send(text("after the stop"));
            assertArrayEquals(text("after the stop"), server.receive(14));
            server.endOutput();
            assertEquals(-1, client.receiveByte());
        }
        proxy.close();
        assertTrue(servers.out().contains("stopped: active=0 total=1"), servers.out());
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void stop_cutsConnectionsAfterTheGraceTime(Backend backend) throws Exception {
        ServerThread proxy = proxy(backend, 10, Duration.ofMillis(100), NEVER);
        try (Client client = Client.connect(proxy.address());
                Client server = acceptUpstream()) {
            proxy.close();
            assertThrows(SocketException.class, client::receiveByte);
            assertThrows(SocketException.class, server::receiveByte);
        }
        assertTrue(servers.out().contains("cancelling 1 connections"), servers.out());
    }
}
