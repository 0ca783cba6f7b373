package io.ringwake.cli.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.cli.ExitStatus;
import io.ringwake.cli.Invocation;
import io.ringwake.cli.TestServers;
import io.ringwake.cli.argument.HostPort;
import io.ringwake.cli.serve.ServerThread;
import io.ringwake.reactor.Backend;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LoadCommandTest {
    private static final String BACKENDS = "io.ringwake.cli.TestServers#backends";

    private final TestServers servers = new TestServers();
    private final Invocation invocation = new Invocation();

    private int load(Backend backend, InetSocketAddress target, String... more) {
        String[] common = {
            "load",
            "--connect",
            HostPort.format(target),
            "--duration",
            "200ms",
            "--backend",
            backend.optionName()
        };
        String[] args = new String[common.length + more.length];
        System.arraycopy(common, 0, args, 0, common.length);
        System.arraycopy(more, 0, args, common.length, more.length);
        return invocation.run(args);
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void everyByteIsVerified(Backend backend) throws Exception {
        try (ServerThread echo = servers.echo(backend)) {
            assertEquals(ExitStatus.OK, load(backend, echo.address(), "--connections", "8"));
        }
        assertTrue(invocation.out().contains("verified    every byte"), invocation.out());
        assertTrue(invocation.out().contains("p99.9"), invocation.out());
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void messagesUnderWayMayExceedTheSockets(Backend backend) throws Exception {
        try (ServerThread echo = servers.echo(backend)) {
            assertEquals(
                    ExitStatus.OK,
                    load(
                            backend,
                            echo.address(),
                            "--connections",
                            "2",
                            "--size",
                            "3000001",
                            "--pipeline",
                            "8",
                            "--json"));
        }
        assertTrue(invocation.out().contains("\"clean\": true"), invocation.out());
        assertTrue(invocation.out().contains("\"pipeline\": 8"), invocation.out());
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aByteThatDiffers_isFound(Backend backend) throws Exception {
        try (FaultyEcho echo = FaultyEcho.flippingByte(10_000)) {
            assertEquals(ExitStatus.MISMATCH, load(backend, echo.address(), "--connections", "1"));
        }
        assertTrue(invocation.out().contains("1 bytes differed"), invocation.out());
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void aConnectionThatBreaks_isFound(Backend backend) throws Exception {
        try (FaultyEcho echo = FaultyEcho.closingAfter(10_000)) {
            assertEquals(ExitStatus.MISMATCH, load(backend, echo.address(), "--connections", "1"));
        }
        assertTrue(invocation.out().contains("1 connections broke"), invocation.out());
        assertTrue(invocation.err().contains("connection broke:"), invocation.err());
    }

    @ParameterizedTest
    @MethodSource(BACKENDS)
    void noService_isAFailureThatNamesTheAddress(Backend backend) throws Exception {
        InetSocketAddress address;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = (InetSocketAddress) closed.getLocalSocketAddress();
        }
        assertEquals(ExitStatus.FAILURE, load(backend, address, "--connections", "3"));
        assertTrue(invocation.err().contains(HostPort.format(address)), invocation.err());
        assertTrue(invocation.err().contains("ECONNREFUSED"), invocation.err());
    }
}
