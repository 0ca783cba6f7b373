package io.ringwake.cli.argument;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 512}, {@code 16k}, {@code 1m} (powers of 1024) as a number of bytes. */
public final class ByteSizeConverter implements ITypeConverter<Integer> {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,10})([kKmM]?)(?:i?[bB])?");

    @Override
    public Integer convert(String value) {
        Matcher matcher = SIZE.matcher(value);
        if (!matcher.matches()) {
            throw malformed(value);
        }
        int shift =
                switch (matcher.group(2)) {
                    case "k", "K" -> 10;
                    case "m", "M" -> 20;
                    default -> 0;
                };
        long bytes = Long.parseLong(matcher.group(1)) << shift;
        if (bytes > Integer.MAX_VALUE) {
            throw malformed(value);
        }
        return (int) bytes;
    }

    private static TypeConversionException malformed(String value) {
        return new TypeConversionException(
                ("'%s' is not a size; allowed: bytes below 2048m with an optional k or m,"
                                + " such as 512, 16k, 1m")
                        .formatted(value));
    }
}
