package io.ringwake.cli.argument;

import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks that one option's type cannot make: ranges, and what an address is used for. */
public final class Arguments {
    private final CommandLine command;

    public Arguments(CommandSpec spec) {
        this.command = spec.commandLine();
    }

    /** A failure that names the option, its value and what is allowed. */
    public ParameterException invalid(String option, Object value, String allowed) {
        return new ParameterException(
                command,
                "Invalid value for option '%s': '%s'; allowed: %s"
                        .formatted(option, value, allowed));
    }

    public void requireConnectable(String option, HostPort address) {
        if (!address.isConnectable()) {
            throw invalid(
                    option, address, "a host to connect to (not *) with a port from 1 to 65535");
        }
    }

    public void requireRange(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw invalid(option, value, "%d to %d".formatted(min, max));
        }
    }

    public void requirePositive(String option, Duration value) {
        if (value.isZero()) {
            throw invalid(option, 0, "more than 0");
        }
    }
}
