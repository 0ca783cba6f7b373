package io.ringwake.reactor;

import io.ringwake.ffi.Feature;
import java.time.Duration;
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
    private static final int RING_ENTRIES = 512;
    private static final int COMPLETION_ENTRIES = 8192;

    public ReactorConfig {
        Objects.requireNonNull(backend, "backend");
        disabledFeatures = Set.copyOf(disabledFeatures);
        disabledBackends = Set.copyOf(disabledBackends);
        Objects.requireNonNull(shutdownTimeout, "shutdownTimeout");
    }

    /**
     * The defaults: backend from {@code -Dringwake.backend} or the environment variable {@code
     * RINGWAKE_BACKEND}, else automatic; off-switches from {@code -Dringwake.disable}, a
     * comma-separated list of feature and backend names.
     *
     * @throws IllegalArgumentException if one of them has a value that is not allowed
     */
    public static ReactorConfig defaults() {
        return new ReactorConfig(
                Backend.AUTO,
                RING_ENTRIES,
                COMPLETION_ENTRIES,
                Set.of(),
                Set.of(),
                Duration.ofSeconds(10));
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

    /** The same with these features switched off. */
    public ReactorConfig withDisabledFeatures(Set<Feature> features) {
        return new ReactorConfig(
                backend,
                ringEntries,
                completionEntries,
                features,
                disabledBackends,
                shutdownTimeout);
    }

    /** The same with these backends passed over. */
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
}
