package io.ringwake.cli.argument;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number from 1 to a million. */
public final class CountConverter implements ITypeConverter<Integer> {
    private static final int MAX = 1_000_000;

    @Override
    public Integer convert(String value) {
        if (!value.matches("[0-9]{1,7}")) {
            throw malformed(value);
        }
        int count = Integer.parseInt(value);
        if (count < 1 || count > MAX) {
            throw malformed(value);
        }
        return count;
    }

    private static TypeConversionException malformed(String value) {
        return new TypeConversionException(
                "'%s' is not allowed; allowed: a whole number from 1 to %d".formatted(value, MAX));
    }
}
