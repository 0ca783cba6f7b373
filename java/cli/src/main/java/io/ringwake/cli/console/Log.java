package io.ringwake.cli.console;

import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Lines with the time and the program's name in front: news on standard output, troubles on
 * standard error. Troubles of one kind are printed once a second at most; those in between are
 * counted, and the count is part of the kind's next line.
 *
 * <p>Any thread; guarded by its monitor.
 */
public final class Log {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PrintWriter out;
    private final PrintWriter err;
    private final String name;
    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    /** What is known of one kind of trouble since its last line. */
    private static final class Kind {
        long lastNanos;
        long held;
        String lastHeld = "";
    }

    /** A log to where a command prints, under the command's name. */
    public static Log of(CommandSpec spec) {
        CommandLine command = spec.commandLine();
        return new Log(command.getOut(), command.getErr(), spec.name());
    }

    public Log(PrintWriter out, PrintWriter err, String name) {
        this(out, err, name, System::nanoTime);
    }

    Log(PrintWriter out, PrintWriter err, String name, LongSupplier nanoTime) {
        this.out = out;
        this.err = err;
        this.name = name;
        this.nanoTime = nanoTime;
    }

    /** Prints news, always. */
    public void news(String message) {
        print(out, message);
    }

    private synchronized void print(PrintWriter to, String message) {
        String time = LocalTime.now(ZoneId.systemDefault()).format(TIME);
        to.println(time + " " + name + ": " + message);
        to.flush();
    }

    /** Prints a line about a trouble, unless there was one of its kind within the last second. */
    public synchronized void trouble(String kind, String message) {
        long now = nanoTime.getAsLong();
        Kind known = kinds.get(kind);
        if (known == null) {
            known = new Kind();
            kinds.put(kind, known);
        } else if (now - known.lastNanos < QUIET_NANOS) {
            known.held++;
            known.lastHeld = message;
            return;
        }
        print(err, message + more(known.held));
        known.lastNanos = now;
        known.held = 0;
    }

    /** Prints what was held back; for regular moments and the end, so that nothing goes untold. */
    public synchronized void flushHeld() {
        for (Kind kind : kinds.values()) {
            if (kind.held > 0) {
                print(err, kind.lastHeld + more(kind.held - 1));
                kind.held = 0;
                kind.lastNanos = nanoTime.getAsLong();
            }
        }
    }

    private static String more(long held) {
        return held == 0 ? "" : " (and %d more of this kind)".formatted(held);
    }
}
