package io.ringwake.benchmarks;

import io.ringwake.async.ThreadBody;
import io.ringwake.future.Future;

/** The checks of what is measured. */
public final class Expect {
    private Expect() {}

    /** Returns the count of what was done, which must be as expected. */
    public static long count(long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException("did " + actual + " of " + expected);
        }
        return actual;
    }

    /** Returns the async block, which must not be one that would run on a thread of its own. */
    public static <T> Future<T> compiled(Future<T> block) {
        if (block instanceof ThreadBody) {
            throw new IllegalStateException("the compiler of async blocks has not seen " + block);
        }
        return block;
    }
}
