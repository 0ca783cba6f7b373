package io.ringwake.benchmarks.async;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;

/** Is never ready, keeps no waker, and takes no memory for those who wait. */
final class Never implements Future<Integer> {
    static final Never INSTANCE = new Never();

    private Never() {}

    @Override
    public Poll<Integer> poll(Context cx) {
        return Poll.pending();
    }
}
