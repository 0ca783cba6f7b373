package io.ringwake.scheduler.option;

import java.math.BigInteger;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as users write them: {@code 0}, {@code 250ms}, {@code 10s}, or ISO 8601. */
final class DurationText {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,18})\\s*(ns|us|ms|s|m|h)");

    private DurationText() {}

    static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = SHORT.matcher(text);
        try {
            return Optional.of(
                    matcher.matches()
                            ? of(Long.parseLong(matcher.group(1)), matcher.group(2))
                            : Duration.parse(text));
        } catch (DateTimeParseException | ArithmeticException notATime) {
            return Optional.empty();
        }
    }

    private static Duration of(long count, String unit) {
        BigInteger nanos = BigInteger.valueOf(count).multiply(BigInteger.valueOf(nanosOf(unit)));
        BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000L));
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> throw new AssertionError(unit);
        };
    }

    /** The shortest way that is exact. */
    static String write(Duration duration) {
        if (duration.isZero()) {
            return "0";
        }
        if (duration.toNanosPart() == 0) {
            return duration.toSeconds() % 3600 == 0
                    ? duration.toHours() + "h"
                    : duration.toSeconds() + "s";
        }
        return duration.toNanosPart() % 1_000_000 == 0
                ? duration.toMillis() + "ms"
                : duration.toString();
    }
}
