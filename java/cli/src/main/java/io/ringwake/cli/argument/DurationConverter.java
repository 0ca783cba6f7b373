package io.ringwake.cli.argument;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h} and {@code 0}. */
public final class DurationConverter implements ITypeConverter<Duration> {
    // Nine digits of the longest unit are far from overflowing a count of nanoseconds in Duration.
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Duration MAX = Duration.ofDays(365);

    @Override
    public Duration convert(String value) {
        if (value.equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw malformed(value);
        }
        Duration duration = of(Long.parseLong(matcher.group(1)), matcher.group(2));
        if (duration.compareTo(MAX) > 0) {
            throw malformed(value);
        }
        return duration;
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static TypeConversionException malformed(String value) {
        return new TypeConversionException(
                ("'%s' is not a duration; allowed: 0, or up to a year in ms, s, m or h,"
                                + " such as 500ms, 5s")
                        .formatted(value));
    }
}
