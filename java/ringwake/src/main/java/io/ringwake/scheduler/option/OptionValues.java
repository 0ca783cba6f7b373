package io.ringwake.scheduler.option;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of the options of one runtime: set here, otherwise by a system property, otherwise by
 * an environment variable, otherwise the default. One thread.
 */
public final class OptionValues {
    private final Map<RuntimeOption<?>, Object> explicit = new HashMap<>();
    private final boolean multiThread;
    private final Function<String, @Nullable String> properties;
    private final Function<String, @Nullable String> environment;

    /** Makes values for a flavour, with the properties and the environment of this process. */
    public OptionValues(boolean multiThread) {
        this(multiThread, System::getProperty, System::getenv);
    }

    OptionValues(
            boolean multiThread,
            Function<String, @Nullable String> properties,
            Function<String, @Nullable String> environment) {
        this.multiThread = multiThread;
        this.properties = properties;
        this.environment = environment;
    }

    /**
     * Sets an option.
     *
     * @throws IllegalArgumentException if the value is not allowed, or the flavour has no use for
     *     the option
     */
    public <T> void set(RuntimeOption<T> option, T value) {
        T checked = option.check(Objects.requireNonNull(value, option.optionName()));
        if (!multiThread) {
            option.refusedOnCurrentThread().ifPresent(why -> refuse(option, value, why));
        }
        explicit.put(option, checked);
    }

    /** Whether {@link #set} has set it. */
    public boolean isSet(RuntimeOption<?> option) {
        return explicit.containsKey(option);
    }

    /**
     * Returns the value of the option.
     *
     * @throws IllegalArgumentException naming the property or the variable, if that is malformed
     */
    public <T> T get(RuntimeOption<T> option) {
        return find(option).orElseGet(option::defaultValue);
    }

    /**
     * Returns the value of the option unless that is left to the default.
     *
     * @throws IllegalArgumentException naming the property or the variable, if that is malformed
     */
    public <T> Optional<T> find(RuntimeOption<T> option) {
        @SuppressWarnings("unchecked") // set() has put it
        T value = (T) explicit.get(option);
        if (value != null) {
            return Optional.of(value);
        }
        String property = properties.apply(option.property());
        if (property != null && !property.isEmpty()) {
            return Optional.of(option.parse(option.property(), property));
        }
        String variable = environment.apply(option.variable());
        if (variable != null && !variable.isEmpty()) {
            return Optional.of(option.parse(option.variable(), variable));
        }
        return Optional.empty();
    }

    private static <T> void refuse(RuntimeOption<T> option, T value, String why) {
        throw new IllegalArgumentException(
                option.optionName() + "=" + option.write(value) + ": " + why);
    }
}
