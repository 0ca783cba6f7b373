package io.ringwake.reactor;

import io.ringwake.ffi.Feature;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * How a reactor is opened. Immutable; {@link #defaults} is the starting point.
 *
 * @param backend which interface to use; an explicit one that is missing is an error
 * @param ringEntries size of the submission ring, a power of two, 2 to 32768
 * @param completionEntries size of the completion ring, a power of two above ringEntries, up to
 *     65536; 0: eight times ringEntries
 * @param disabledFeatures optional features that are not to be used
 * @param disabledBackends backends that {@link Backend#AUTO} passes over
 * @param shutdownTimeout how long {@link Reactor#close} waits for operations to end
 */
public record ReactorConfig(
        Backend backend,
        int ringEntries,
        int completionEntries,
        Set<Feature> disabledFeatures,
        Set<Backend> disabledBackends,
        Duration shutdownTimeout) {
    /** System property: the default backend. */
    public static final String BACKEND_PROPERTY = "ringwake.backend";

    /** Environment variable: the default backend where the property is not set. */
    public static final String BACKEND_VARIABLE = "RINGWAKE_BACKEND";

    /** System property: features and backends that are switched off, separated by commas. */
    public static final String DISABLE_PROPERTY = "ringwake.disable";

    private static final int RING_ENTRIES = 512;
    private static final int RING_ENTRIES_MAX = 32768;
    private static final int COMPLETION_ENTRIES = 8192;
    private static final int COMPLETION_ENTRIES_MAX = 65536;
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

    public ReactorConfig {
        Objects.requireNonNull(backend, "backend");
        requireSize("ringEntries", ringEntries, 2, RING_ENTRIES_MAX);
        if (completionEntries != 0) {
            requireSize(
                    "completionEntries",
                    completionEntries,
                    2 * ringEntries,
                    COMPLETION_ENTRIES_MAX);
        }
        disabledFeatures = Set.copyOf(disabledFeatures);
        disabledBackends = Set.copyOf(disabledBackends);
        if (shutdownTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "shutdownTimeout=" + shutdownTimeout + ": must not be negative");
        }
    }

    /**
     * The defaults: backend from {@code -Dringwake.backend} or the environment variable {@code
     * RINGWAKE_BACKEND}, else automatic; off-switches from {@code -Dringwake.disable}, a
     * comma-separated list of feature and backend names.
     *
     * @throws IllegalArgumentException if one of them has a value that is not allowed
     */
    public static ReactorConfig defaults() {
        ReactorConfig plain =
                new ReactorConfig(
                        defaultBackend(),
                        RING_ENTRIES,
                        COMPLETION_ENTRIES,
                        Set.of(),
                        Set.of(),
                        SHUTDOWN_TIMEOUT);
        return plain.withDisabled(System.getProperty(DISABLE_PROPERTY, ""));
    }

    private static Backend defaultBackend() {
        String property = System.getProperty(BACKEND_PROPERTY, "");
        if (!property.isEmpty()) {
            return Backend.parse(BACKEND_PROPERTY, property);
        }
        String variable = System.getenv().getOrDefault(BACKEND_VARIABLE, "");
        return variable.isEmpty() ? Backend.AUTO : Backend.parse(BACKEND_VARIABLE, variable);
    }

    /**
     * The same with these names switched off, and no others.
     *
     * @param names features and backends, separated by commas, as in {@code ringwake.disable}
     * @throws IllegalArgumentException if one of them is unknown
     */
    public ReactorConfig withDisabled(String names) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        Set<Backend> backends = EnumSet.noneOf(Backend.class);
        for (String name : names.split(",", -1)) {
            String stripped = name.strip();
            if (!stripped.isEmpty() && !addNamed(stripped, features, backends)) {
                throw new IllegalArgumentException(
                        DISABLE_PROPERTY
                                + "="
                                + stripped
                                + ": must be one of "
                                + Feature.optionNames()
                                + ", io_uring, epoll, kqueue");
            }
        }
        return withDisabledFeatures(features).withDisabledBackends(backends);
    }

    private static boolean addNamed(String name, Set<Feature> features, Set<Backend> backends) {
        for (Feature feature : Feature.values()) {
            if (feature.optionName().equalsIgnoreCase(name)) {
                return features.add(feature) || features.contains(feature);
            }
        }
        for (Backend backend : Backend.values()) {
            if (backend != Backend.AUTO && backend.optionName().equalsIgnoreCase(name)) {
                return backends.add(backend) || backends.contains(backend);
            }
        }
        return false;
    }

    /** The same with another backend. */
    public ReactorConfig withBackend(Backend value) {
        return new ReactorConfig(
                value,
                ringEntries,
                completionEntries,
                disabledFeatures,
                disabledBackends,
                shutdownTimeout);
    }

    /** The same with rings of another size; see the parameters of the record. */
    public ReactorConfig withRingEntries(int entries, int completions) {
        return new ReactorConfig(
                backend, entries, completions, disabledFeatures, disabledBackends, shutdownTimeout);
    }

    /** The same with these features switched off, and no others. */
    public ReactorConfig withDisabledFeatures(Set<Feature> features) {
        return new ReactorConfig(
                backend,
                ringEntries,
                completionEntries,
                features,
                disabledBackends,
                shutdownTimeout);
    }

    /** The same with these backends passed over, and no others. */
    public ReactorConfig withDisabledBackends(Set<Backend> backends) {
        return new ReactorConfig(
                backend,
                ringEntries,
                completionEntries,
                disabledFeatures,
                backends,
                shutdownTimeout);
    }

    /** The same with another time to wait at close. */
    public ReactorConfig withShutdownTimeout(Duration timeout) {
        return new ReactorConfig(
                backend,
                ringEntries,
                completionEntries,
                disabledFeatures,
                disabledBackends,
                timeout);
    }

    private static void requireSize(String name, int value, int min, int max) {
        if (value < min || value > max || Integer.bitCount(value) != 1) {
            throw new IllegalArgumentException(
                    name + "=" + value + ": must be a power of two, " + min + " to " + max);
        }
    }
}
