package io.ringwake.cli.load;

import org.HdrHistogram.Histogram;

/** What all connections of a load test have counted so far. */
final class LoadStats {
    private static final int LATENCY_DIGITS = 3;

    // Grows with the largest latency seen.
    final Histogram latencyNanos = new Histogram(LATENCY_DIGITS);
    long messages;
    long bytes;
    long differences;
    int connected;
    int unconnected;
    int broken;

    LoadStats() {
        latencyNanos.setAutoResize(true);
    }
}
