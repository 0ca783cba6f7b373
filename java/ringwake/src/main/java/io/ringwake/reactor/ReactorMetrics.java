package io.ringwake.reactor;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts since the reactor was opened. Written by its thread alone, readable by any: each value is
 * whole, and may be a moment old.
 */
public final class ReactorMetrics {
    private enum Count {
        CROSSINGS,
        OPERATIONS,
        COMPLETIONS,
        LATE_DROPS,
        OVERFLOWS,
        LOST_COMPLETIONS,
        SUBMISSION_STALLS,
        ENTER_RETRIES,
        FALLBACKS,
        CLOSE_ERRORS,
        CANCELS_UNDER_WAY,
        ABANDONED
    }

    private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);
    private final WakeState wakeState;

    ReactorMetrics(WakeState wakeState) {
        this.wakeState = wakeState;
    }

    /** Calls of the native enter. */
    public long crossings() {
        return get(Count.CROSSINGS);
    }

    /** Operations submitted by users of the reactor. */
    public long operations() {
        return get(Count.OPERATIONS);
    }

    /** Completions handed to operations. */
    public long completions() {
        return get(Count.COMPLETIONS);
    }

    /** Completions dropped because their operation had ended. */
    public long lateDrops() {
        return get(Count.LATE_DROPS);
    }

    /** Times completions were found waiting outside the full ring. */
    public long overflows() {
        return get(Count.OVERFLOWS);
    }

    /** Completions the kernel lost; 0 unless its guarantee is broken. */
    public long lostCompletions() {
        return get(Count.LOST_COMPLETIONS);
    }

    /** Times the submission ring was full and had to be emptied by an enter of its own. */
    public long submissionStalls() {
        return get(Count.SUBMISSION_STALLS);
    }

    /** Enters that the kernel refused for the moment (EBUSY, EAGAIN) and that were repeated. */
    public long enterRetries() {
        return get(Count.ENTER_RETRIES);
    }

    /** Wakes by other threads that needed a native call. */
    public long wakes() {
        return wakeState.calls();
    }

    /** Times the reactor was opened on another backend or with a smaller ring than asked first. */
    public long fallbacks() {
        return get(Count.FALLBACKS);
    }

    /** Descriptors the system reported an error for when they were closed. */
    public long closeErrors() {
        return get(Count.CLOSE_ERRORS);
    }

    /**
     * Cancellations that met an operation in the middle of its execution (EALREADY) and had to wait
     * for its end.
     */
    public long cancelsUnderWay() {
        return get(Count.CANCELS_UNDER_WAY);
    }

    /**
     * Operations still in flight when the shutdown deadline passed; their memory is never freed.
     */
    public long abandoned() {
        return get(Count.ABANDONED);
    }

    void crossed() {
        add(Count.CROSSINGS, 1);
    }

    void submitted() {
        add(Count.OPERATIONS, 1);
    }

    void completed(long count) {
        add(Count.COMPLETIONS, count);
    }

    void droppedLate() {
        add(Count.LATE_DROPS, 1);
    }

    void overflowed() {
        add(Count.OVERFLOWS, 1);
    }

    void lost(long total) {
        counts.setOpaque(Count.LOST_COMPLETIONS.ordinal(), total);
    }

    void stalled() {
        add(Count.SUBMISSION_STALLS, 1);
    }

    void enterRefused() {
        add(Count.ENTER_RETRIES, 1);
    }

    void fellBack() {
        add(Count.FALLBACKS, 1);
    }

    void closeFailed() {
        add(Count.CLOSE_ERRORS, 1);
    }

    void cancelUnderWay() {
        add(Count.CANCELS_UNDER_WAY, 1);
    }

    void abandoned(long count) {
        add(Count.ABANDONED, count);
    }

    private long get(Count count) {
        return counts.getOpaque(count.ordinal());
    }

    private void add(Count count, long delta) {
        // A plain read is enough, only the owner writes; opaque so that readers see whole values.
        int index = count.ordinal();
        counts.setOpaque(index, counts.getPlain(index) + delta);
    }
}
