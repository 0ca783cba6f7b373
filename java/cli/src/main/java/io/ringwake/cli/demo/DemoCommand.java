package io.ringwake.cli.demo;

import io.ringwake.Ringwake;
import io.ringwake.cli.BackendOption;
import io.ringwake.cli.ExitStatus;
import io.ringwake.cli.argument.Arguments;
import io.ringwake.cli.argument.DurationConverter;
import io.ringwake.cli.argument.HostPort;
import io.ringwake.cli.console.Log;
import io.ringwake.cli.console.Quantity;
import io.ringwake.cli.console.Table;
import io.ringwake.cli.echo.EchoService;
import io.ringwake.cli.lifecycle.GracefulExit;
import io.ringwake.cli.lifecycle.StopSignal;
import io.ringwake.cli.load.LoadOptions;
import io.ringwake.cli.load.LoadResult;
import io.ringwake.cli.load.LoadRun;
import io.ringwake.cli.proxy.ProxyOptions;
import io.ringwake.cli.proxy.ProxyService;
import io.ringwake.cli.serve.ServerOptions;
import io.ringwake.cli.serve.ServerThread;
import io.ringwake.cli.serve.Service;
import io.ringwake.reactor.Backend;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringwake demo}. */
@Command(
        name = "demo",
        description = {
            "Runs an echo service, a proxy in front of it, and verified load on both,",
            "for every backend that works here; takes well under a minute."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every byte was right",
            "1:the demo could not be run",
            "2:a byte differed or a connection broke",
            "64:wrong arguments"
        })
@SuppressWarnings("NullAway.Init") // set by picocli
public final class DemoCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 64;
    private static final int CONNECTIONS_MAX = 1000;
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int MESSAGE_BYTES = 64;
    private static final int BUFFER_BYTES = 16 << 10;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration WARM_UP_MAX = Duration.ofSeconds(2);

    @Spec private CommandSpec spec;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            defaultValue = "4s",
            converter = DurationConverter.class,
            description = "How long each line of the table is measured. Default: ${DEFAULT-VALUE}.")
    private Duration duration;

    private final StopSignal stop = new StopSignal();
    private boolean clean = true;

    @Override
    public Integer call() throws Exception {
        new Arguments(spec).requirePositive("--duration", duration);

        List<Measurement> measurements = GracefulExit.during(stop, this::measureAll);
        print(measurements);
        return clean ? ExitStatus.OK : ExitStatus.MISMATCH;
    }

    private List<Measurement> measureAll() throws Exception {
        List<Measurement> measurements = new ArrayList<>();
        for (Backend backend : BackendOption.working()) {
            measure(backend, measurements);
        }
        return measurements;
    }

    private void measure(Backend backend, List<Measurement> measurements) throws Exception {
        if (stop.isRequested()) {
            return;
        }
        try (ServerThread echo = start(backend, new EchoService(), "echo");
                ServerThread proxy = startProxy(backend, echo.address())) {
            warmUp(backend, echo.address(), proxy.address());
            tell(backend, "direct", echo.address());
            measurements.add(
                    new Measurement(
                            backend, "direct", load(backend, echo.address(), duration, log())));
            tell(backend, "proxied", proxy.address());
            measurements.add(
                    new Measurement(
                            backend, "proxied", load(backend, proxy.address(), duration, log())));
        }
    }

    /**
     * Twice: what the JVM meets for the first time at the end of a load has it throw compiled code
     * away, and the measurement would begin without.
     */
    private void warmUp(Backend backend, InetSocketAddress echo, InetSocketAddress proxy)
            throws Exception {
        Duration time = duration.compareTo(WARM_UP_MAX) < 0 ? duration : WARM_UP_MAX;
        for (int round = 0; round < 2; round++) {
            load(backend, echo, time.dividedBy(2), quietLog("load"));
            load(backend, proxy, time.dividedBy(2), quietLog("load"));
        }
    }

    private ServerThread startProxy(Backend backend, InetSocketAddress upstream) throws Exception {
        ProxyOptions options =
                new ProxyOptions(upstream, BUFFER_BYTES, CONNECT_TIMEOUT, Duration.ZERO);
        return start(backend, new ProxyService(options), "proxy");
    }

    private ServerThread start(Backend backend, Service service, String name) throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ServerOptions options = new ServerOptions(anyPort, CONNECTIONS_MAX, GRACE, Duration.ZERO);
        return ServerThread.start(backend, options, service, quietLog(name));
    }

    private LoadResult load(Backend backend, InetSocketAddress target, Duration time, Log log)
            throws Exception {
        LoadOptions options = new LoadOptions(target, CONNECTIONS, MESSAGE_BYTES, 1, time);
        try (Ringwake runtime = BackendOption.open(backend)) {
            LoadResult result = runtime.blockOn(new LoadRun(options, stop, log).run());
            clean &= result.isClean();
            return result;
        }
    }

    // ---- telling

    private void tell(Backend backend, String path, InetSocketAddress target) {
        log().news(
                        "%s, %s: %d connections to %s, %s messages"
                                .formatted(
                                        backend.optionName(),
                                        path,
                                        CONNECTIONS,
                                        HostPort.format(target),
                                        Quantity.bytes(MESSAGE_BYTES)));
    }

    /** Progress goes to standard error, so that standard output is the table alone. */
    private Log log() {
        PrintWriter err = spec.commandLine().getErr();
        return new Log(err, err, spec.name());
    }

    /** Tells nothing but troubles. */
    private Log quietLog(String name) {
        return new Log(
                new PrintWriter(Writer.nullWriter()), spec.commandLine().getErr(), "demo " + name);
    }

    private void print(List<Measurement> measurements) {
        Table table =
                new Table(2, "backend", "path", "messages/s", "each way", "p50", "p99", "p99.9");
        for (Measurement line : measurements) {
            LoadResult result = line.result();
            table.row(
                    line.backend().optionName(),
                    line.path(),
                    Quantity.count(Math.round(result.messagesPerSecond())),
                    Quantity.bytes(result.bytesPerSecond()) + "/s",
                    Quantity.nanos(result.latencyNanos(50)),
                    Quantity.nanos(result.latencyNanos(99)),
                    Quantity.nanos(result.latencyNanos(99.9)));
        }
        PrintWriter out = spec.commandLine().getOut();
        table.lines().forEach(out::println);
        long messages = measurements.stream().mapToLong(line -> line.result().messages()).sum();
        out.println(
                clean
                        ? "Every byte of %s messages was right.".formatted(Quantity.count(messages))
                        : "FAILED: bytes differed or connections broke, see above.");
        out.flush();
    }
}
