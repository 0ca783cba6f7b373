package io.ringwake.blocking;

/**
 * A snapshot of a pool.
 *
 * @param threads threads there are, working and idle
 * @param idleThreads threads that wait for work
 * @param queued work that was accepted and not begun
 * @param completed work that threads have done since the pool was made
 */
public record BlockingPoolMetrics(int threads, int idleThreads, int queued, long completed) {}
