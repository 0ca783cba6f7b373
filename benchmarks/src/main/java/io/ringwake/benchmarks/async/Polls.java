package io.ringwake.benchmarks.async;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;

/** Polls by hand. */
final class Polls {
    private Polls() {}

    /** Polls until the future has ended. */
    static <T> T toTheEnd(Future<T> future, Context cx) throws Exception {
        while (true) {
            if (future.poll(cx) instanceof Poll.Ready<T> end) {
                return end.value();
            }
        }
    }
}
