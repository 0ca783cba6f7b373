package io.ringwake.scheduler.timer;

/** Where a runtime reads the time. Thread-safe. */
public interface Clock {
    /** Nanoseconds since an arbitrary instant; may be negative, compared by subtraction only. */
    long nanoTime();

    /**
     * Whether the runtime, when it has nothing to run, should ask the clock to {@link #skipTo} the
     * next deadline instead of waiting for it.
     */
    default boolean skipsIdleTime() {
        return false;
    }

    /** Moves the clock forward to the instant, if it is one that can be moved. */
    default void skipTo(long nanoTime) {}

    /** The clock of the system. */
    static Clock system() {
        return System::nanoTime;
    }
}
