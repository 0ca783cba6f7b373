package io.ringwake.cli;

import io.ringwake.Ringwake;
import io.ringwake.cli.argument.Arguments;
import io.ringwake.cli.argument.CountConverter;
import io.ringwake.placement.Placement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --workers} and what goes with it, for the commands that serve. */
@SuppressWarnings("NullAway.Init") // set by picocli
public final class WorkersOption {
    private static final int WORKERS_MAX = 4096;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            converter = CountConverter.class,
            description =
                    "Threads that serve, 1 to 4096. With 1 the program's own thread does, with no"
                            + " scheduler between; with more they take work from each other."
                            + " Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--per-worker-listeners",
            description =
                    "One listener for each worker, on the same port (SO_REUSEPORT): connections are"
                            + " spread by the kernel and accepted where they are served.")
    private boolean perWorkerListeners;

    @Option(
            names = "--placement",
            paramLabel = "WHERE",
            converter = PlacementConverter.class,
            description =
                    "CPUs of the workers: none, compact, spread, node, or a list such as"
                            + " cpus:0-3,8; with required: before it the program fails where the"
                            + " system refuses. Default: $RINGWAKE_PLACEMENT, else none.")
    private @Nullable Placement placement;

    /** Fails if a value is out of range. */
    public void check(Arguments arguments) {
        arguments.requireRange("--workers", workers, 1, WORKERS_MAX);
    }

    /** Whether each worker is to have a listener of its own. */
    public boolean perWorkerListeners() {
        return perWorkerListeners;
    }

    /** A runtime of that many workers on the chosen backend. */
    public Ringwake open(BackendOption backend) {
        boolean asked = placement != null && placement.policy() != Placement.Policy.NONE;
        return workers == 1 && !asked ? backend.open() : backend.openWith(workers, placement);
    }

    /** Reads the type for picocli. */
    static final class PlacementConverter implements ITypeConverter<Placement> {
        @Override
        public Placement convert(String value) {
            return Placement.parse(value)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "'%s' is not a placement; allowed: %s"
                                            .formatted(value, Placement.ALLOWED)));
        }
    }
}
