package io.ringwake.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Ringwake;
import io.ringwake.async.StateMachine;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.task.Tasks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the README shows is this code, and it works. */
@Timeout(30)
final class ReadmeTest {
    private static final Path ROOT = Path.of("..", "..");

    @Test
    void readmeShowsTheExampleAsItIsCompiled() throws Exception {
        String source =
                Files.readString(
                        Path.of(
                                "src/main/java",
                                EchoServer.class.getName().replace('.', '/') + ".java"));
        int begin = source.indexOf("// [readme") + "// [readme\n".length();
        String region = source.substring(begin, source.indexOf("    // readme]")).stripTrailing();
        assertTrue(
                Files.readString(ROOT.resolve("README.md")).contains(region.stripIndent()),
                "README.md does not show this:\n" + region.stripIndent());
    }

    @Test
    void theBuildHasCompiledItsBlocks() throws Exception {
        try (Ringwake rt = Ringwake.currentThread().build()) {
            Future<Void> block = rt.blockOn(Futures.lazy(() -> Futures.ready(acceptAll())));
            assertInstanceOf(StateMachine.class, block);
        }
    }

    @Test
    void echoServerReturnsWhatItWasSent() throws Exception {
        try (Ringwake rt = Ringwake.currentThread().build()) {
            assertEquals("ringwake", rt.blockOn(Futures.lazy(ReadmeTest::roundTrip)));
        }
    }

    private static Future<Void> acceptAll() throws Exception {
        try (TcpListener listener = listen()) {
            return EchoServer.acceptAll(listener);
        }
    }

    private static TcpListener listen() throws Exception {
        return TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static Future<String> roundTrip() throws Exception {
        TcpListener listener = listen();
        Tasks.spawn(EchoServer.acceptAll(listener));
        return TcpStream.connect(listener.localAddress()).andThen(ReadmeTest::exchange);
    }

    private static Future<String> exchange(TcpStream conn) {
        ByteBuffer sent = ByteBuffer.wrap("ringwake".getBytes(StandardCharsets.UTF_8));
        ByteBuffer received = ByteBuffer.allocate(sent.remaining());
        return conn.writeAll(sent)
                .andThen(done ->
                        Futures.repeatWhile(() -> conn.read(received).map(n -> more(n, received))))
                .map(done -> StandardCharsets.UTF_8.decode(received.flip()).toString())
                .thenClose(conn);
    }

    private static boolean more(int count, ByteBuffer received) {
        return count > 0 && received.hasRemaining();
    }
}
