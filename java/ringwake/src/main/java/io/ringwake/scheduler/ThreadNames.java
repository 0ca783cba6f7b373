package io.ringwake.scheduler;

import java.util.function.IntFunction;

/** The names of the threads that a runtime starts. Thread-safe if the function is. */
public final class ThreadNames {
    private static final System.Logger LOGGER = System.getLogger("io.ringwake");

    private final IntFunction<String> workers;
    private final IntFunction<String> blocking;
    private final String monitor;

    private ThreadNames(IntFunction<String> workers, IntFunction<String> blocking, String monitor) {
        this.workers = workers;
        this.blocking = blocking;
        this.monitor = monitor;
    }

    /** Names like {@code prefix-0}, {@code prefix-blocking-0}, {@code prefix-stalls}. */
    public static ThreadNames beginningWith(String prefix) {
        return new ThreadNames(
                number -> prefix + "-" + number,
                number -> prefix + "-blocking-" + number,
                prefix + "-stalls");
    }

    /**
     * Names that a function makes: of 0 to workers - 1 for the workers, and of the numbers that
     * follow for the blocking threads. A name that cannot be had is logged and replaced.
     */
    public static ThreadNames madeBy(IntFunction<String> function, int workers) {
        ThreadNames spare = beginningWith("ringwake");
        return new ThreadNames(
                number -> call(function, number, spare.worker(number)),
                number -> call(function, workers + number, spare.blocking(number)),
                spare.monitor());
    }

    /** The name of the worker's thread. */
    public String worker(int index) {
        return workers.apply(index);
    }

    /** The name of the blocking thread that is started after that many others. */
    public String blocking(int number) {
        return blocking.apply(number);
    }

    /** The name of the thread that looks for stalled workers. */
    public String monitor() {
        return monitor;
    }

    @SuppressWarnings("ConstantValue") // null is what a careless function may return
    private static String call(IntFunction<String> function, int number, String spare) {
        try {
            String name = function.apply(number);
            if (name != null) {
                return name;
            }
            LOGGER.log(System.Logger.Level.ERROR, "thread {0} was given no name", number);
        } catch (Throwable ofFunction) {
            LOGGER.log(System.Logger.Level.ERROR, "no name for thread " + number, ofFunction);
        }
        return spare;
    }
}
