package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringwake.Flavour;
import io.ringwake.OpenDescriptors;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.reactor.Backend;
import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.ReactorConfig;
import io.ringwake.reactor.ReadinessBackend;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * A runtime for each test, closed after it, and a check that every descriptor went with it. With
 * RINGWAKE_REQUIRE_URING=1 in the environment a missing io_uring fails; otherwise it is left out.
 */
abstract class TcpTest {
    /** Two ends of one connection. */
    record Pair(TcpStream server, TcpStream client) {}

    final Flavour flavour;
    private Map<String, Integer> descriptorsBefore = Map.of();
    private Ringwake runtime = Ringwake.currentThread().build();

    TcpTest(Flavour flavour) {
        this.flavour = flavour;
    }

    /** Every kind of runtime that has I/O. */
    static List<Flavour> flavours() {
        List<Backend> available = backends();
        return Stream.of(Flavour.values())
                .filter(each -> each.backend().filter(available::contains).isPresent())
                .toList();
    }

    /** Those whose work is all done by the thread of the test, so that it can be counted. */
    static List<Flavour> currentThreadFlavours() {
        return flavours().stream().filter(each -> !each.isMultiThread()).toList();
    }

    static List<Backend> backends() {
        boolean required = "1".equals(System.getenv("RINGWAKE_REQUIRE_URING"));
        return Stream.of(Backend.IO_URING, ReadinessBackend.here())
                .filter(each -> required || isAvailable(each))
                .toList();
    }

    private static boolean isAvailable(Backend backend) {
        try (Reactor reactor = Reactor.open(ReactorConfig.defaults().withBackend(backend))) {
            return reactor.backend() == backend;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The JDK keeps a socket of its own from its first close of a channel on. */
    @BeforeAll
    static void warmTheJdkUp() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept();
                FileChannel file = FileChannel.open(Path.of("/dev/null"));
                SocketChannel channel = SocketChannel.open()) {
            assertEquals(client.getLocalPort(), accepted.getPort());
            assertEquals(file.isOpen(), channel.isOpen());
        }
    }

    @BeforeEach
    final void openRuntime() throws IOException {
        descriptorsBefore = descriptors();
        runtime = newRuntime();
    }

    @AfterEach
    final void closeRuntime() throws IOException {
        runtime.close();
        assertEquals(descriptorsBefore, descriptors(), "descriptors left open");
    }

    final Ringwake newRuntime() {
        return flavour.builder().build();
    }

    final Ringwake runtime() {
        return runtime;
    }

    final <T> T run(Future<T> future) throws Exception {
        return runtime.blockOn(future);
    }

    final <T> T inside(Callable<T> call) throws Exception {
        return runtime.blockOn(Futures.call(call));
    }

    /** Starts a task, and returns when it was polled once. */
    final <T> JoinHandle<T> start(Future<T> future) throws Exception {
        AtomicBoolean polled = new AtomicBoolean();
        JoinHandle<T> task = runtime.spawn(new FirstPoll<>(future, polled));
        while (!polled.get()) {
            run(Tasks.yieldNow());
        }
        return task;
    }

    private record FirstPoll<T>(Future<T> inner, AtomicBoolean polled) implements Future<T> {
        @Override
        public Poll<T> poll(Context cx) throws Exception {
            try {
                return inner.poll(cx);
            } finally {
                polled.set(true);
            }
        }

        @Override
        public void cancel() {
            inner.cancel();
        }
    }

    final TcpListener listen() throws Exception {
        return inside(() -> TcpListener.bind(loopback()));
    }

    final Pair pair() throws Exception {
        TcpListener listener = listen();
        Pair pair =
                run(
                        Futures.join(
                                listener.accept(),
                                TcpStream.connect(listener.localAddress()),
                                Pair::new));
        listener.close();
        run(listener.closed());
        return pair;
    }

    static InetSocketAddress loopback() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    static String text(ByteBuffer filled) {
        byte[] bytes = new byte[filled.flip().remaining()];
        filled.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** What the test must leave as it was. */
    static Map<String, Integer> descriptors() throws IOException {
        return OpenDescriptors.byKind();
    }
}
