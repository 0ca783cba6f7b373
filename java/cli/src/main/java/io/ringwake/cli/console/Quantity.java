package io.ringwake.cli.console;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Numbers with the unit that makes them readable. */
public final class Quantity {
    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final long NANOS_PER_MICRO = TimeUnit.MICROSECONDS.toNanos(1);
    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private Quantity() {}

    /** {@code 512 B}, {@code 16.0 KiB}, {@code 1.5 GiB}. */
    public static String bytes(double bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < BYTE_UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(
                Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, BYTE_UNITS[unit]);
    }

    /** {@code 12,345}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 850 ns}, {@code 12.3 us}, {@code 4.56 ms}, {@code 1.20 s}: three digits. */
    public static String nanos(long nanos) {
        if (nanos < NANOS_PER_MICRO) {
            return nanos + " ns";
        }
        if (nanos < NANOS_PER_MILLI) {
            return digits((double) nanos / NANOS_PER_MICRO) + " us";
        }
        if (nanos < NANOS_PER_SECOND) {
            return digits((double) nanos / NANOS_PER_MILLI) + " ms";
        }
        return digits((double) nanos / NANOS_PER_SECOND) + " s";
    }

    private static String digits(double value) {
        String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, value);
    }
}
