package io.ringwake.scheduler;

/**
 * How long a poll takes on one worker: a mean over batches that forgets, so that reading the clock
 * costs little. Owner only.
 */
final class MeanPollTime {
    /** How much of the mean a batch of many polls may replace. */
    private static final double WEIGHT_MAX = 0.1;

    private double nanos;

    /** A batch of polls took that long. */
    void add(long batchNanos, int polls) {
        if (polls > 0) {
            double mean = (double) batchNanos / polls;
            nanos = nanos == 0 ? mean : nanos + WEIGHT_MAX * (mean - nanos);
        }
    }

    /** The mean; 0 before the first batch. */
    long nanos() {
        return Math.round(nanos);
    }
}
