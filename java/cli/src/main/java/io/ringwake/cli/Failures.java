package io.ringwake.cli;

import io.ringwake.ffi.NativeUnavailableException;
import io.ringwake.ffi.RingException;
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
                || e instanceof RingException
                || e instanceof NativeUnavailableException
                || e instanceof TimeoutException;
    }

    /** An exception on one line: its message, with the kind where the message may not say it. */
    public static String describe(Throwable e) {
        String message = e.getMessage();
        String kind = e.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return kind;
        }
        String line = message.replace('\n', ' ');
        return saysItAll(e) ? line : kind + ": " + line;
    }

    private static boolean saysItAll(Throwable e) {
        return e.getClass() == IOException.class
                || e.getClass().getPackageName().equals("java.net")
                || e.getClass().getPackageName().startsWith("io.ringwake");
    }
}
