package io.ringwake.cli;

import io.ringwake.cli.demo.DemoCommand;
import io.ringwake.cli.doctor.DoctorCommand;
import io.ringwake.cli.dump.DumpCommand;
import io.ringwake.cli.echo.EchoCommand;
import io.ringwake.cli.lifecycle.GracefulExit;
import io.ringwake.cli.load.LoadCommand;
import io.ringwake.cli.proxy.ProxyCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point of {@code ringwake}. */
@Command(
        name = "ringwake",
        description = "Asynchronous I/O for the JVM on a native reactor.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DoctorCommand.class,
            DumpCommand.class,
            DemoCommand.class,
            EchoCommand.class,
            ProxyCommand.class,
            LoadCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:failed, standard error says why",
            "2:load saw a byte that differed or a connection that broke",
            "64:wrong arguments"
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Main() {}

    /** Runs the command the arguments name and exits with its status. */
    public static void main(String[] args) {
        GracefulExit.exit(() -> commandLine().execute(args));
    }

    /** The whole command tree; tests run it in-process with their own writers. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::complain)
                .setExecutionExceptionHandler(Failures::report);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is required");
    }

    private static int complain(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("Try '" + name + " --help'.");
        }
        err.flush();
        return ExitStatus.USAGE;
    }
}
