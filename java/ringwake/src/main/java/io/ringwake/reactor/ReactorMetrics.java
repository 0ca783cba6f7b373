package io.ringwake.reactor;

/**
 * Counts since the reactor was opened. Written by its thread alone, readable by any: each value is
 * whole, and may be a moment old.
 */
public final class ReactorMetrics {
    ReactorMetrics() {}

    /** Calls of the native enter. */
    public long crossings() {
        return 0;
    }

    /** Operations submitted by users of the reactor. */
    public long operations() {
        return 0;
    }

    /** Completions handed to operations. */
    public long completions() {
        return 0;
    }

    /** Completions dropped because their operation had ended. */
    public long lateDrops() {
        return 0;
    }

    /** Times completions were found waiting outside the full ring. */
    public long overflows() {
        return 0;
    }

    /** Completions the kernel lost; 0 unless its guarantee is broken. */
    public long lostCompletions() {
        return 0;
    }

    /** Times the submission ring was full and had to be emptied by an enter of its own. */
    public long submissionStalls() {
        return 0;
    }

    /** Enters that the kernel refused for the moment (EBUSY, EAGAIN) and that were repeated. */
    public long enterRetries() {
        return 0;
    }

    /** Wakes by other threads that needed a native call. */
    public long wakes() {
        return 0;
    }

    /** Times the reactor was opened on another backend or with a smaller ring than asked first. */
    public long fallbacks() {
        return 0;
    }

    /** Descriptors the system reported an error for when they were closed. */
    public long closeErrors() {
        return 0;
    }

    /**
     * Operations still in flight when the shutdown deadline passed; their memory is never freed.
     */
    public long abandoned() {
        return 0;
    }
}
