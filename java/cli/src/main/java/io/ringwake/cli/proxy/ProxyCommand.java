package io.ringwake.cli.proxy;

import io.ringwake.Ringwake;
import io.ringwake.cli.BackendOption;
import io.ringwake.cli.ExitStatus;
import io.ringwake.cli.WorkersOption;
import io.ringwake.cli.argument.Arguments;
import io.ringwake.cli.argument.ByteSizeConverter;
import io.ringwake.cli.argument.CountConverter;
import io.ringwake.cli.argument.DurationConverter;
import io.ringwake.cli.argument.HostPort;
import io.ringwake.cli.console.Log;
import io.ringwake.cli.lifecycle.GracefulExit;
import io.ringwake.cli.lifecycle.StopSignal;
import io.ringwake.cli.serve.Server;
import io.ringwake.cli.serve.ServerOptions;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringwake proxy}. */
@Command(
        name = "proxy",
        description = "Carries TCP connections to an upstream, until SIGINT or SIGTERM.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // set by picocli
public final class ProxyCommand implements Callable<Integer> {
    private static final int BUFFER_BYTES_MIN = 1 << 10;
    private static final int BUFFER_BYTES_MAX = 1 << 24;

    @Spec private CommandSpec spec;

    @Option(
            names = "--listen",
            required = true,
            paramLabel = "HOST:PORT",
            converter = HostPort.Converter.class,
            description =
                    "Where to listen; port 0 lets the system choose, and the port is printed.")
    private HostPort listen;

    @Option(
            names = "--upstream",
            required = true,
            paramLabel = "HOST:PORT",
            converter = HostPort.Converter.class,
            description =
                    "Where to carry connections to; the host is looked up once, at the start.")
    private HostPort upstream;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            defaultValue = "10000",
            converter = CountConverter.class,
            description = "Refuse connections above this. Default: ${DEFAULT-VALUE}.")
    private int maxConnections;

    @Option(
            names = "--buffer",
            paramLabel = "SIZE",
            defaultValue = "16k",
            converter = ByteSizeConverter.class,
            description =
                    "Memory for each direction of a connection, 1k to 16m. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int buffer;

    @Option(
            names = "--connect-timeout",
            paramLabel = "DURATION",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description =
                    "How long connecting to the upstream may take. Default: ${DEFAULT-VALUE}.")
    private Duration connectTimeout;

    @Option(
            names = "--idle-timeout",
            paramLabel = "DURATION",
            defaultValue = "0",
            converter = DurationConverter.class,
            description =
                    "Close a connection when nothing has moved for this long; 0: never. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Duration idleTimeout;

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description =
                    "How long connections may go on after SIGINT or SIGTERM. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Duration grace;

    @Option(
            names = "--stats",
            paramLabel = "DURATION",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description =
                    "How often to print a line of counts; 0: never. Default: ${DEFAULT-VALUE}.")
    private Duration stats;

    @Mixin private WorkersOption workers;

    @Mixin private BackendOption backend;

    @Override
    public Integer call() throws Exception {
        Arguments arguments = new Arguments(spec);
        arguments.requireConnectable("--upstream", upstream);
        arguments.requireRange("--buffer", buffer, BUFFER_BYTES_MIN, BUFFER_BYTES_MAX);
        arguments.requirePositive("--connect-timeout", connectTimeout);
        workers.check(arguments);
        StopSignal stop = new StopSignal();
        Log log = Log.of(spec);
        Server server = server(stop, log);
        return GracefulExit.during(stop, () -> serve(server));
    }

    private int serve(Server server) throws Exception {
        try (Ringwake runtime = workers.open(backend)) {
            runtime.blockOn(server.run());
        }
        return ExitStatus.OK;
    }

    private Server server(StopSignal stop, Log log) throws UnknownHostException {
        InetSocketAddress target = upstream.resolve();
        ProxyOptions options = new ProxyOptions(target, buffer, connectTimeout, idleTimeout);
        return new Server(
                new ServerOptions(
                        listen.resolve(),
                        maxConnections,
                        grace,
                        stats,
                        workers.perWorkerListeners()),
                new ProxyService(options),
                stop,
                log,
                address ->
                        log.news(
                                "listening on %s, carrying to %s"
                                        .formatted(
                                                HostPort.format(address),
                                                HostPort.format(target))));
    }
}
