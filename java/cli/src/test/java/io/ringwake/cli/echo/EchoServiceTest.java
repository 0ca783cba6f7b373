package io.ringwake.cli.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.cli.BackendOption;
import io.ringwake.cli.Client;
import io.ringwake.cli.ExitStatus;
import io.ringwake.cli.Invocation;
import io.ringwake.cli.TestServers;
import io.ringwake.cli.serve.ServerThread;
import io.ringwake.reactor.Backend;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class EchoServiceTest {
    private static final String BACKENDS = "io.ringwake.cli.TestServers#backends";

    private final TestServers servers = new TestServers();

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void bytesComeBackAndThenTheEnd(Backend backend) throws Exception {
        byte[] bytes = Client.bytes(50_000);
        try (ServerThread echo = servers.echo(backend);
                Client client = Client.connect(echo.address())) {
            client.send(bytes);
            assertArrayEquals(bytes, client.receive(bytes.length));
            client.send(bytes);
            client.endOutput();
            assertArrayEquals(bytes, client.receiveAll());
        }
        assertTrue(servers.out().contains("stopped: active=0 total=1 refused=0 failed=0"));
        assertEquals("", servers.err());
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void stopEndsOpenConnections(Backend backend) throws Exception {
        ServerThread echo = servers.echo(backend);
        try (Client client = Client.connect(echo.address())) {
            client.send(new byte[] {1});
            assertEquals(1, client.receiveByte());
            echo.close();
            assertEquals(-1, client.receiveByte());
        }
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void portThatIsTaken_isAFailureThatNamesTheAddress(Backend backend) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            Invocation invocation = new Invocation();
            assertEquals(
                    ExitStatus.FAILURE,
                    invocation.run("echo", "--listen", address, "--backend", backend.optionName()));
            assertTrue(invocation.err().contains(address), invocation.err());
            assertTrue(invocation.err().contains("EADDRINUSE"), invocation.err());
            assertEquals(1, invocation.err().lines().count(), invocation.err());
        }
    }

    @Test
    void addressThatIsNotHere_isAFailureThatNamesTheAddress() {
        Invocation invocation = new Invocation();
        assertEquals(ExitStatus.FAILURE, invocation.run("echo", "--listen", "192.0.2.1:0"));
        assertTrue(invocation.err().contains("192.0.2.1:0"), invocation.err());
        assertTrue(invocation.err().contains("EADDRNOTAVAIL"), invocation.err());
    }

    @Test
    void backendThatIsMissing_isOneLineThatSaysWhy() {
        Backend missing =
                BackendOption.working().contains(Backend.KQUEUE) ? Backend.EPOLL : Backend.KQUEUE;
        Invocation invocation = new Invocation();
        assertEquals(
                ExitStatus.FAILURE,
                invocation.run(
                        "echo", "--listen", "127.0.0.1:0", "--backend", missing.optionName()));
        assertTrue(invocation.err().contains("ENOSYS"), invocation.err());
        assertEquals(1, invocation.err().lines().count(), invocation.err());
    }
}
