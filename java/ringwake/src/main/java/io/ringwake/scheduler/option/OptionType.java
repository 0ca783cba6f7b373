package io.ringwake.scheduler.option;

import io.ringwake.placement.Placement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What values an option may have, and how they are written. */
sealed interface OptionType<T> {
    /** Reads a value as users write it; empty if it cannot be one of this type. */
    Optional<T> parse(String text);

    /** Whether the value lies within the limits. */
    boolean isAllowed(T value);

    /** The limits in words that follow "must be". */
    String allowed();

    /** The value as users write it. */
    default String write(T value) {
        return value.toString();
    }

    /** A whole number between two limits. */
    record WholeNumber(int min, int max) implements OptionType<Integer> {
        @Override
        public Optional<Integer> parse(String text) {
            try {
                return Optional.of(Integer.parseInt(text));
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        }

        @Override
        public boolean isAllowed(Integer value) {
            return value >= min && value <= max;
        }

        @Override
        public String allowed() {
            return min + " to " + max;
        }
    }

    /** Any 64-bit number. */
    record Seed() implements OptionType<Long> {
        @Override
        public Optional<Long> parse(String text) {
            try {
                return Optional.of(Long.decode(text));
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        }

        @Override
        public boolean isAllowed(Long value) {
            return true;
        }

        @Override
        public String allowed() {
            return "a 64-bit number";
        }
    }

    /** True or false. */
    record Switch() implements OptionType<Boolean> {
        @Override
        public Optional<Boolean> parse(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
            };
        }

        @Override
        public boolean isAllowed(Boolean value) {
            return true;
        }

        @Override
        public String allowed() {
            return "true or false";
        }
    }

    /** A time between two limits; zero as well if it has a meaning. */
    record Time(Duration min, Duration max, Optional<String> zero) implements OptionType<Duration> {
        @Override
        public Optional<Duration> parse(String text) {
            return DurationText.parse(text);
        }

        @Override
        public boolean isAllowed(Duration value) {
            return (value.isZero() && zero.isPresent())
                    || (value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
        }

        @Override
        public String allowed() {
            String limits = DurationText.write(min) + " to " + DurationText.write(max);
            return zero.map(meaning -> "0 (" + meaning + ") or " + limits).orElse(limits);
        }

        @Override
        public String write(Duration value) {
            return DurationText.write(value);
        }
    }

    /** One of the constants of an enum, in lower case. */
    record Choice<E extends Enum<E>>(Class<E> type) implements OptionType<E> {
        @Override
        public Optional<E> parse(String text) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equalsIgnoreCase(text))
                    .findFirst();
        }

        @Override
        public boolean isAllowed(E value) {
            return true;
        }

        @Override
        public String allowed() {
            return Arrays.stream(type.getEnumConstants())
                    .map(this::write)
                    .collect(Collectors.joining(", "));
        }

        @Override
        public String write(E value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Text that is not blank. */
    record Name() implements OptionType<String> {
        @Override
        public Optional<String> parse(String text) {
            return Optional.of(text);
        }

        @Override
        public boolean isAllowed(String value) {
            return !value.isBlank();
        }

        @Override
        public String allowed() {
            return "a name that is not blank";
        }
    }

    /** Where workers are to run. */
    record Placed() implements OptionType<Placement> {
        @Override
        public Optional<Placement> parse(String text) {
            return Placement.parse(text);
        }

        @Override
        public boolean isAllowed(Placement value) {
            return true;
        }

        @Override
        public String allowed() {
            return Placement.ALLOWED;
        }
    }
}
