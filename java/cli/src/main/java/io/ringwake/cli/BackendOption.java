package io.ringwake.cli;

import io.ringwake.Ringwake;
import io.ringwake.RingwakeBuilder;
import io.ringwake.ffi.RingException;
import io.ringwake.placement.Placement;
import io.ringwake.reactor.Backend;
import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.ReactorConfig;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --backend}, for every command that opens a runtime. */
public final class BackendOption {
    @Option(
            names = "--backend",
            paramLabel = "NAME",
            converter = Converter.class,
            description =
                    "auto, io_uring, epoll or kqueue; one that is missing here is an error that"
                            + " says why. Default: $RINGWAKE_BACKEND, else auto.")
    private @Nullable Backend backend;

    /** A runtime on the chosen backend, to be driven by the thread that blocks on it. */
    public Ringwake open() {
        return open(backend);
    }

    /**
     * A runtime on the chosen backend with so many workers, each with a thread of its own; a
     * placement of null is left to the environment.
     */
    public Ringwake openWith(int workers, @Nullable Placement placement) {
        try {
            RingwakeBuilder builder =
                    Ringwake.multiThread().workers(workers).reactor(config(backend));
            return (placement == null ? builder : builder.placement(placement)).build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A runtime on this backend; null leaves the choice to the environment. */
    public static Ringwake open(@Nullable Backend backend) {
        return Ringwake.currentThread().reactor(config(backend)).build();
    }

    private static ReactorConfig config(@Nullable Backend backend) {
        ReactorConfig config = environment();
        return backend == null ? config : config.withBackend(backend);
    }

    /** The defaults with what the environment and the system properties say. */
    public static ReactorConfig environment() {
        try {
            return ReactorConfig.defaults();
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The backends that a runtime can be opened on here. */
    public static List<Backend> working() {
        return Arrays.stream(Backend.values()).filter(BackendOption::isWorking).toList();
    }

    private static boolean isWorking(Backend candidate) {
        if (candidate == Backend.AUTO) {
            return false;
        }
        try {
            Reactor.open(environment().withBackend(candidate)).close();
            return true;
        } catch (RingException e) {
            return false; // doctor tells why
        }
    }

    /** Reads the type for picocli. */
    static final class Converter implements ITypeConverter<Backend> {
        @Override
        public Backend convert(String value) {
            try {
                return Backend.parse("--backend", value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'%s' is not a backend; allowed: auto, io_uring, epoll, kqueue"
                                .formatted(value));
            }
        }
    }
}
