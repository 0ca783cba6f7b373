package io.ringwake.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;

/** Turns what a command threw into one clear line, or a stack trace if it is a defect of ours. */
public final class Failures {
    private Failures() {}

    static int report(Exception e, CommandLine command, CommandLine.ParseResult result) {
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        if (isExpected(e)) {
            err.println(name + ": " + describe(e));
        } else {
            err.println(name + ": unexpected failure, please report it");
            e.printStackTrace(err);
        }
        err.flush();
        return ExitStatus.FAILURE;
    }

    private static boolean isExpected(Exception e) {
        return e instanceof IOException
                || e instanceof CommandFailedException
                || e instanceof TimeoutException;
    }

    /** The message of an exception with the kind of failure, on one line. */
    public static String describe(Throwable e) {
        String message = e.getMessage();
        String kind = e.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return kind;
        }
        String line = message.replace('\n', ' ');
        return e.getClass() == IOException.class || e instanceof CommandFailedException
                ? line
                : kind + ": " + line;
    }
}
