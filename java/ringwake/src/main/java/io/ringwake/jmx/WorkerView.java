package io.ringwake.jmx;

/** What JMX shows of a worker; the meaning of each is that in {@code WorkerMetrics}. */
public interface WorkerView {
    /** Its number. */
    int getIndex();

    /** Polls of tasks. */
    long getPolls();

    /** Times it waited. */
    long getParks();

    /** Times another thread ended such a wait. */
    long getUnparks();

    /** Times it took tasks from another worker. */
    long getSteals();

    /** Tasks it took from other workers. */
    long getStolenTasks();

    /** Times its full queue was moved to the injector in part. */
    long getOverflows();

    /** Tasks in its queue. */
    long getQueueDepth();

    /** How long a poll takes. */
    long getMeanPollNanos();

    /** How long it has waited in all. */
    long getParkedNanos();

    /** Calls of the native enter. */
    long getRingCrossings();

    /** Operations submitted to its ring. */
    long getRingOperations();
}
