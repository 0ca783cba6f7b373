package io.ringwake.cli.argument;

import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Checks that one option's type cannot make: ranges, and what an address is used for. */
public final class Arguments {
    private final CommandLine command;

    public Arguments(CommandSpec spec) {
        this.command = spec.commandLine();
    }

    /** A failure that names the option, its value as typed, and what is allowed. */
    private ParameterException invalid(String option, String allowed) {
        OptionSpec typed = command.getParseResult().matchedOption(option);
        String value = typed == null ? "" : typed.originalStringValues().get(0);
        return new ParameterException(
                command,
                "Invalid value for option '%s': '%s'; allowed: %s"
                        .formatted(option, value, allowed));
    }

    public void requireConnectable(String option, HostPort address) {
        if (!address.isConnectable()) {
            throw invalid(option, "a host to connect to (not *) with a port from 1 to 65535");
        }
    }

    public void requireRange(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw invalid(option, "%d to %d".formatted(min, max));
        }
    }

    public void requirePositive(String option, Duration value) {
        if (value.isZero()) {
            throw invalid(option, "more than 0");
        }
    }
}
