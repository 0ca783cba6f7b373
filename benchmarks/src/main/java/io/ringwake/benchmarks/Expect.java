package io.ringwake.benchmarks;

/** The check at the end of each measured operation. */
public final class Expect {
    private Expect() {}

    /** Returns the count, which must be as expected. */
    public static long count(long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException("did " + actual + " of " + expected);
        }
        return actual;
    }
}
