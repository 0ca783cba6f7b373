package io.ringwake.cli.dump;

import io.ringwake.cli.CommandFailedException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether a process is one that can be attached to: the request is a signal that ends others. */
final class SignalFacts {
    private static final int SIGQUIT = 3;
    private static final String CAUGHT = "SigCgt:";

    private SignalFacts() {}

    /**
     * Returns if the process handles the signal, as a JVM does, or if this system does not tell.
     *
     * @param proc where the system tells of its processes
     * @throws CommandFailedException if there is no such process, or it would end
     */
    static void expectJvm(Path proc, long pid) throws IOException {
        if (!Files.isDirectory(proc.resolve("self"))) {
            return;
        }
        Path status = proc.resolve(pid + "/status");
        if (!Files.exists(status)) {
            throw new CommandFailedException("there is no process " + pid);
        }
        if (!catchesQuit(Files.readAllLines(status))) {
            throw new CommandFailedException(
                    "process " + pid + " is no JVM that can be asked (or was started with -Xrs)");
        }
    }

    private static boolean catchesQuit(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(CAUGHT))
                .map(line -> new BigInteger(line.substring(CAUGHT.length()).strip(), 16))
                .anyMatch(mask -> mask.testBit(SIGQUIT - 1));
    }
}
