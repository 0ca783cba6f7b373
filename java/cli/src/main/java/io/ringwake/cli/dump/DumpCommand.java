package io.ringwake.cli.dump;

import io.ringwake.cli.CommandFailedException;
import io.ringwake.cli.ExitStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringwake dump}. */
@Command(
        name = "dump",
        description = {
            "Prints what each task of a running process waits for.",
            "The process needs no set-up, but must be of the same user and have Ringwake on its"
                    + " class path. Its tasks run on meanwhile."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:printed", "1:the process cannot be asked", "64:wrong arguments"})
@SuppressWarnings("NullAway.Init") // set by picocli
public final class DumpCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "PID", description = "The process.")
    private long pid;

    @Override
    public Integer call() throws IOException {
        SignalFacts.expectJvm(Path.of("/proc"), pid);
        PrintWriter out = spec.commandLine().getOut();
        String dump = dump();
        out.print(dump.isEmpty() ? "no runtime\n" : dump);
        out.flush();
        return ExitStatus.OK;
    }

    private String dump() throws IOException {
        try {
            return AttachedProcess.dumpTasks(pid);
        } catch (NoClassDefFoundError missing) {
            throw new CommandFailedException(
                    "this needs the modules jdk.attach and java.management, which a JDK has: "
                            + missing.getMessage(),
                    missing);
        }
    }
}
