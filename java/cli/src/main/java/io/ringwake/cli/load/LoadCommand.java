package io.ringwake.cli.load;

import io.ringwake.Ringwake;
import io.ringwake.cli.BackendOption;
import io.ringwake.cli.ExitStatus;
import io.ringwake.cli.argument.Arguments;
import io.ringwake.cli.argument.ByteSizeConverter;
import io.ringwake.cli.argument.CountConverter;
import io.ringwake.cli.argument.DurationConverter;
import io.ringwake.cli.argument.HostPort;
import io.ringwake.cli.console.Json;
import io.ringwake.cli.console.Log;
import io.ringwake.cli.lifecycle.GracefulExit;
import io.ringwake.cli.lifecycle.StopSignal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringwake load}. */
@Command(
        name = "load",
        description = {
            "Sends messages to an echo service and verifies every byte that comes back.",
            "Progress goes to standard error, the result to standard output."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every byte was right and no connection broke",
            "1:no connection could be made",
            "2:a byte differed, or a connection broke or could not be made",
            "64:wrong arguments"
        })
@SuppressWarnings("NullAway.Init") // set by picocli
public final class LoadCommand implements Callable<Integer> {
    private static final int MESSAGE_BYTES_MAX = 1 << 24;
    private static final int PIPELINE_MAX = 1024;

    @Spec private CommandSpec spec;

    @Option(
            names = "--connect",
            required = true,
            paramLabel = "HOST:PORT",
            converter = HostPort.Converter.class,
            description = "The echo service, or a proxy in front of one.")
    private HostPort connect;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            converter = CountConverter.class,
            description = "How many, all at once. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            defaultValue = "64",
            converter = ByteSizeConverter.class,
            description = "Bytes of a message, 1 to 16m. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "How long messages are sent. Default: ${DEFAULT-VALUE}.")
    private Duration duration;

    @Option(
            names = "--pipeline",
            paramLabel = "K",
            defaultValue = "1",
            converter = CountConverter.class,
            description =
                    "Messages under way on each connection, 1 to 1024. Default: ${DEFAULT-VALUE}.")
    private int pipeline;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Mixin private BackendOption backend;

    @Override
    public Integer call() throws Exception {
        LoadResult result = run(checkedOptions());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.write(result.facts()));
        } else {
            result.lines().forEach(out::println);
        }
        out.flush();
        return result.isClean() ? ExitStatus.OK : ExitStatus.MISMATCH;
    }

    private LoadOptions checkedOptions() throws Exception {
        Arguments arguments = new Arguments(spec);
        arguments.requireConnectable("--connect", connect);
        arguments.requireRange("--size", size, 1, MESSAGE_BYTES_MAX);
        arguments.requireRange("--pipeline", pipeline, 1, PIPELINE_MAX);
        arguments.requirePositive("--duration", duration);
        return new LoadOptions(connect.resolve(), connections, size, pipeline, duration);
    }

    private LoadResult run(LoadOptions options) throws Exception {
        StopSignal stop = new StopSignal();
        PrintWriter err = spec.commandLine().getErr();
        LoadRun run = new LoadRun(options, stop, new Log(err, err, spec.name()));
        return GracefulExit.during(
                stop,
                () -> {
                    try (Ringwake runtime = backend.open()) {
                        return runtime.blockOn(run.run());
                    }
                });
    }
}
