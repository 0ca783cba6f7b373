package io.ringwake.benchmarks.scheduler;

/**
 * One system under measurement. Every method is called by the thread that measures, which is none
 * of the system's own, and returns how much was done.
 */
interface Contender extends AutoCloseable {
    /** What keeps the workers busy while others are spawned. */
    enum Load {
        /** Nothing. */
        NONE,
        /** Two tasks for each worker that yield, and stall 10 microseconds, for ever. */
        YIELDING,
        /** One task for each worker that stalls 10 microseconds and spawns its successor. */
        RESPAWNING,
        /** One task that spawns its successor at once, for ever. */
        CHAIN
    }

    /** Spawns tasks that count down, and blocks until the last one has sent a message. */
    long spawnMany(int tasks) throws Exception;

    /** Spawns empty tasks, and awaits their handles in order. */
    long spawnAndAwait(int tasks) throws Exception;

    /** A task spawns others that yield so often, and awaits their handles in order. */
    long spawnInside(int tasks, int yields) throws Exception;

    /** Tasks that yield so often and then send a message; blocks until all have come. */
    long yieldMany(int tasks, int yields) throws Exception;

    /** A task spawns so many, each of which has a partner it sends a message to and gets one of. */
    long pingPong(int pairs) throws Exception;

    /** Each task spawns the next one and ends; blocks until the last one has sent a message. */
    long chainedSpawn(int depth) throws Exception;

    /** Spawns empty tasks without awaiting them. Several threads at once. */
    Object[] spawnOnly(int tasks) throws Exception;

    /** Awaits what {@link #spawnOnly} has returned. */
    void awaitAll(Object[] spawned) throws Exception;

    /** Begins a load in the background that runs until this is closed. */
    void start(Load load);

    @Override
    void close();

    /** Opens one by its name: ringwake, await, current_thread, virtual or forkjoin. */
    static Contender open(String name, int workers, boolean io) {
        return switch (name) {
            case "ringwake" -> RingwakeContender.multiThread(workers, io);
            case "await" -> AwaitContender.multiThread(workers, io);
            case "current_thread" -> RingwakeContender.currentThread();
            case "virtual" -> new VirtualContender(workers);
            case "forkjoin" -> new ForkJoinContender(workers);
            default -> throw new IllegalArgumentException("system=" + name);
        };
    }
}
