package io.ringwake.cli;

import io.ringwake.cli.console.Log;
import io.ringwake.cli.echo.EchoService;
import io.ringwake.cli.proxy.ProxyOptions;
import io.ringwake.cli.proxy.ProxyService;
import io.ringwake.cli.serve.ServerOptions;
import io.ringwake.cli.serve.ServerThread;
import io.ringwake.reactor.Backend;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** Servers on loopback ports, what they print, and the backends to run them on. */
public final class TestServers {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int BUFFER_BYTES = 16 << 10;

    private final Printed out = new Printed();
    private final StringWriter err = new StringWriter();

    /** For {@code @MethodSource}. */
    public static List<Backend> backends() {
        return BackendOption.working();
    }

    public static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public static ServerOptions options(int connectionsMax, Duration grace) {
        return new ServerOptions(anyPort(), connectionsMax, grace, Duration.ZERO);
    }

    public ServerThread echo(Backend backend) throws Exception {
        return ServerThread.start(
                backend, options(1000, Duration.ZERO), new EchoService(), log("echo"));
    }

    public ServerThread proxy(Backend backend, InetSocketAddress upstream) throws Exception {
        return proxy(backend, options(1000, Duration.ZERO), upstream, Duration.ZERO);
    }

    public ServerThread proxy(
            Backend backend, ServerOptions options, InetSocketAddress upstream, Duration idle)
            throws Exception {
        ProxyOptions carrying = new ProxyOptions(upstream, BUFFER_BYTES, CONNECT_TIMEOUT, idle);
        return ServerThread.start(backend, options, new ProxyService(carrying), log("proxy"));
    }

    public Log log(String name) {
        return new Log(new PrintWriter(out), new PrintWriter(err), name);
    }

    /** The news so far; complete once the servers are closed. */
    public String out() {
        return out.toString();
    }

    /** Returns once the news hold this text; the test's time limit ends the wait otherwise. */
    public void awaitOut(String text) throws InterruptedException {
        out.await(text);
    }

    /** The troubles so far; complete once the servers are closed. */
    public String err() {
        return err.toString();
    }
}
