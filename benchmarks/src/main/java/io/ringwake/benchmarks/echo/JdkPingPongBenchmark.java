package io.ringwake.benchmarks.echo;

import io.ringwake.benchmarks.Expect;
import io.ringwake.benchmarks.VirtualThreads;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Baseline of {@link EchoPingPongBenchmark}: each end of the connection has a thread of the JDK's,
 * which blocks. The virtual ones need JDK 21.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class JdkPingPongBenchmark {
    private static final int TRIPS = 1000;
    private static final int MESSAGE_BYTES = 64;

    @Param({"platform", "virtual"})
    private String threads = "platform";

    private @Nullable ExecutorService executor;
    private @Nullable SocketChannel client;
    private @Nullable Future<Boolean> echoing;

    /** Connects, and starts the thread that echoes. */
    @Setup
    public void open() throws Exception {
        ExecutorService opened =
                "virtual".equals(threads)
                        ? VirtualThreads.executor()
                        : Executors.newCachedThreadPool();
        executor = opened;
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client = SocketChannel.open(listener.getLocalAddress());
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SocketChannel server = listener.accept();
            server.setOption(StandardSocketOptions.TCP_NODELAY, true);
            echoing = opened.submit(echo(server));
        }
    }

    private static Callable<Boolean> echo(SocketChannel server) {
        return () -> {
            ByteBuffer buffer = ByteBuffer.allocateDirect(MESSAGE_BYTES);
            try (server) {
                while (server.read(buffer.clear()) >= 0) {
                    writeAll(server, buffer.flip());
                }
            }
            return true;
        };
    }

    private static void writeAll(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Ends the connection and the thread. */
    @TearDown
    public void close() throws Exception {
        if (client != null) {
            client.close();
        }
        if (echoing != null) {
            Expect.count(1, echoing.get() ? 1 : 0);
        }
        if (executor != null) {
            executor.shutdown();
        }
    }

    /** Messages through the echo thread, one after the other. */
    @Benchmark
    @OperationsPerInvocation(TRIPS)
    public long roundTrip() throws Exception {
        SocketChannel channel = client;
        ExecutorService pool = executor;
        if (channel == null || pool == null) {
            throw new IllegalStateException("not set up");
        }
        long bytes = pool.submit(() -> pingPong(channel)).get();
        return Expect.count((long) TRIPS * MESSAGE_BYTES, bytes);
    }

    private static long pingPong(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(MESSAGE_BYTES);
        long bytes = 0;
        for (int trips = 0; trips < TRIPS; trips++) {
            writeAll(channel, buffer.clear());
            buffer.clear();
            while (buffer.hasRemaining()) {
                int count = channel.read(buffer);
                if (count < 0) {
                    throw new EOFException("the echo has ended");
                }
                bytes += count;
            }
        }
        return bytes;
    }
}
