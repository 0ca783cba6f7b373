package io.ringwake.benchmarks.echo;

import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.net.TcpListener;
import io.ringwake.reactor.Backend;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;

/**
 * Ringwake's echo, its futures written by hand: one thread, one task for each connection. Argument:
 * the backend.
 */
public final class RingwakeEchoServer {
    private RingwakeEchoServer() {}

    /** Serves on a port of the system's choice until the process ends. */
    public static void main(String[] arguments) throws Exception {
        serve(arguments[0], EchoListener::new);
    }

    static void serve(String backendName, Function<TcpListener, Future<Void>> echo)
            throws Exception {
        Backend backend = Backend.parse("backend", backendName);
        // A client that resets its connection fails that task; the load sees it, if it matters.
        try (Ringwake runtime =
                Ringwake.currentThread()
                        .backend(backend)
                        .onUnhandledFailure((task, failure) -> {})
                        .build()) {
            runtime.blockOn(Futures.lazy(() -> echo.apply(listen(runtime))));
        }
    }

    private static TcpListener listen(Ringwake runtime) throws Exception {
        TcpListener listener =
                TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ReactorSampler sampler =
                new ReactorSampler(Thread.currentThread(), runtime.reactorMetrics().orElseThrow());
        Console.open(listener.localAddress().getPort(), sampler);
        return listener;
    }
}
