package io.ringwake.benchmarks.echo;

import io.ringwake.Ringwake;
import io.ringwake.future.Futures;
import io.ringwake.net.TcpListener;
import io.ringwake.reactor.Backend;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Ringwake's echo: one thread, one task for each connection. Argument: the backend. */
public final class RingwakeEchoServer {
    private RingwakeEchoServer() {}

    /** Serves on a port of the system's choice until the process ends. */
    public static void main(String[] arguments) throws Exception {
        Backend backend = Backend.parse("backend", arguments[0]);
        // A client that resets its connection fails that task; the load sees it, if it matters.
        try (Ringwake runtime =
                Ringwake.currentThread()
                        .backend(backend)
                        .onUnhandledFailure((task, failure) -> {})
                        .build()) {
            runtime.blockOn(Futures.lazy(() -> listen(runtime)));
        }
    }

    private static EchoListener listen(Ringwake runtime) throws Exception {
        TcpListener listener =
                TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ReactorSampler sampler =
                new ReactorSampler(Thread.currentThread(), runtime.reactorMetrics().orElseThrow());
        Console.open(listener.localAddress().getPort(), sampler);
        return new EchoListener(listener);
    }
}
