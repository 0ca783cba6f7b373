package io.ringwake.jmx;

import io.ringwake.scheduler.WorkerMetrics;

/** A worker's metrics under the names JMX wants. */
record WorkerSnapshot(WorkerMetrics metrics) implements WorkerView {
    @Override
    public int getIndex() {
        return metrics.index();
    }

    @Override
    public long getPolls() {
        return metrics.polls();
    }

    @Override
    public long getParks() {
        return metrics.parks();
    }

    @Override
    public long getUnparks() {
        return metrics.unparks();
    }

    @Override
    public long getSteals() {
        return metrics.steals();
    }

    @Override
    public long getStolenTasks() {
        return metrics.stolenTasks();
    }

    @Override
    public long getOverflows() {
        return metrics.overflows();
    }

    @Override
    public long getQueueDepth() {
        return metrics.queueDepth();
    }

    @Override
    public long getMeanPollNanos() {
        return metrics.meanPollNanos();
    }

    @Override
    public long getParkedNanos() {
        return metrics.parkedNanos();
    }

    @Override
    public long getRingCrossings() {
        return metrics.ring().crossings();
    }

    @Override
    public long getRingOperations() {
        return metrics.ring().operations();
    }
}
