package io.ringwake.cli.echo;

import io.ringwake.Ringwake;
import io.ringwake.cli.BackendOption;
import io.ringwake.cli.ExitStatus;
import io.ringwake.cli.WorkersOption;
import io.ringwake.cli.argument.Arguments;
import io.ringwake.cli.argument.CountConverter;
import io.ringwake.cli.argument.DurationConverter;
import io.ringwake.cli.argument.HostPort;
import io.ringwake.cli.console.Log;
import io.ringwake.cli.lifecycle.GracefulExit;
import io.ringwake.cli.lifecycle.StopSignal;
import io.ringwake.cli.serve.Server;
import io.ringwake.cli.serve.ServerOptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringwake echo}. */
@Command(
        name = "echo",
        description = "Sends back what it receives, until SIGINT or SIGTERM.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // set by picocli
public final class EchoCommand implements Callable<Integer> {
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
            names = "--max-connections",
            paramLabel = "N",
            defaultValue = "100000",
            converter = CountConverter.class,
            description = "Refuse connections above this. Default: ${DEFAULT-VALUE}.")
    private int maxConnections;

    @Option(
            names = "--stats",
            paramLabel = "DURATION",
            defaultValue = "0",
            converter = DurationConverter.class,
            description = "How often to print a line of counts; 0: never. Default: 0.")
    private Duration stats;

    @Mixin private WorkersOption workers;

    @Mixin private BackendOption backend;

    @Override
    public Integer call() throws Exception {
        workers.check(new Arguments(spec));
        StopSignal stop = new StopSignal();
        Log log = Log.of(spec);
        ServerOptions options =
                new ServerOptions(
                        listen.resolve(),
                        maxConnections,
                        Duration.ZERO,
                        stats,
                        workers.perWorkerListeners());
        Server server =
                new Server(
                        options,
                        new EchoService(),
                        stop,
                        log,
                        address -> log.news("listening on " + HostPort.format(address)));
        return GracefulExit.during(stop, () -> serve(server));
    }

    private int serve(Server server) throws Exception {
        try (Ringwake runtime = workers.open(backend)) {
            runtime.blockOn(server.run());
        }
        return ExitStatus.OK;
    }
}
