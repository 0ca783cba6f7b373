package io.ringwake.jmx;

import java.util.List;

/**
 * What JMX shows of a runtime; the meaning of each is that in {@code SchedulerMetrics}. The name is
 * {@code io.ringwake:type=Runtime,id=<number>,name="<threadName>"}.
 */
public interface RingwakeMXBean {
    /** {@code io_uring}, {@code epoll}, or empty without I/O or before the reactor is open. */
    String getBackend();

    /** Why that is not the first choice; empty if it is. */
    String getBackendFallback();

    /** Tasks that have been spawned and have not ended. */
    int getLiveTasks();

    /** Tasks that have been spawned. */
    long getSpawnedTasks();

    /** Tasks on their way to the workers from other threads. */
    int getInjectorDepth();

    /** Tasks in the queues of the workers. */
    long getQueueDepth();

    /** Polls of tasks. */
    long getPolls();

    /** Times a worker waited. */
    long getParks();

    /** Times a worker took tasks from another one. */
    long getSteals();

    /** Tasks a worker took from another one. */
    long getStolenTasks();

    /** Calls of the native enter. */
    long getRingCrossings();

    /** Operations submitted. */
    long getRingOperations();

    /** Completions handed to operations. */
    long getRingCompletions();

    /** Times a ring was opened on another backend or smaller than asked first. */
    long getRingFallbacks();

    /** Threads for blocking calls, working and idle. */
    int getBlockingThreads();

    /** Threads for blocking calls that wait for one. */
    int getIdleBlockingThreads();

    /** Blocking calls that have not begun. */
    int getBlockingQueue();

    /** Blocking calls that have been made. */
    long getCompletedBlockingCalls();

    /** What each task waits for, as text; see {@code Ringwake.dump}. */
    String dumpTasks();

    /** Each worker. */
    List<WorkerView> getWorkers();
}
