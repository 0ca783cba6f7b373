package io.ringwake.benchmarks.echo;

import io.ringwake.Ringwake;
import io.ringwake.benchmarks.Expect;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.reactor.Backend;
import io.ringwake.task.Tasks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
 * One connection over loopback with both ends on the runtime's one thread: a message there and
 * back. Time per round trip; there is no other thread to wait for.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EchoPingPongBenchmark {
    private static final int TRIPS = 1000;
    private static final int MESSAGE_BYTES = 64;

    @Param({"io_uring", "epoll"})
    private String backend = "io_uring";

    private @Nullable Ringwake runtime;
    private @Nullable TcpStream client;

    /** Opens the runtime on this thread, a listener and the connection. */
    @Setup
    public void open() throws Exception {
        Ringwake opened =
                Ringwake.currentThread().backend(Backend.parse("backend", backend)).build();
        runtime = opened;
        client = opened.blockOn(Futures.lazy(EchoPingPongBenchmark::connect));
    }

    /** Ends both ends. */
    @TearDown
    public void close() {
        if (runtime != null) {
            runtime.close();
        }
    }

    private static Future<TcpStream> connect() throws Exception {
        TcpListener listener =
                TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Tasks.spawn(new EchoListener(listener)).detach();
        return TcpStream.connect(listener.localAddress())
                .map(stream -> {
                    stream.options().noDelay(true);
                    return stream;
                });
    }

    /** Messages through the echo task, one after the other. */
    @Benchmark
    @OperationsPerInvocation(TRIPS)
    public long roundTrip() throws Exception {
        if (runtime == null || client == null) {
            throw new IllegalStateException("not set up");
        }
        return Expect.count(
                (long) TRIPS * MESSAGE_BYTES,
                runtime.blockOn(new PingPong(client, TRIPS, MESSAGE_BYTES)));
    }
}
