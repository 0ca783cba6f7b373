package io.ringwake.scheduler;

import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.ReactorMetrics;
import java.util.Optional;

/**
 * A snapshot of one ring; all zero for a worker that has none, or has not opened it yet.
 *
 * @param crossings calls of the native enter
 * @param operations operations submitted
 * @param completions completions handed to operations
 * @param wakes wakes by other threads that needed a native call
 * @param fallbacks times it was opened on another backend or smaller than asked first
 * @param overflows times completions were found waiting outside the full ring
 * @param lateDrops completions dropped because their operation had ended
 */
public record RingMetrics(
        long crossings,
        long operations,
        long completions,
        long wakes,
        long fallbacks,
        long overflows,
        long lateDrops) {
    private static final RingMetrics NONE = new RingMetrics(0, 0, 0, 0, 0, 0, 0);

    static RingMetrics of(Optional<Reactor> reactor) {
        return reactor.map(Reactor::metrics).map(RingMetrics::of).orElse(NONE);
    }

    private static RingMetrics of(ReactorMetrics counts) {
        return new RingMetrics(
                counts.crossings(),
                counts.operations(),
                counts.completions(),
                counts.wakes(),
                counts.fallbacks(),
                counts.overflows(),
                counts.lateDrops());
    }
}
