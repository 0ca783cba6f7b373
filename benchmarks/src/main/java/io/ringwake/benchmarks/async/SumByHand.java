package io.ringwake.benchmarks.async;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;

/** Adds up what a future ends with so many times: what one writes without await. */
final class SumByHand implements Future<Integer> {
    private final Future<Integer> future;
    private final int times;
    private int done;
    private int sum;

    SumByHand(Future<Integer> future, int times) {
        this.future = future;
        this.times = times;
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
        while (done < times) {
            if (!(future.poll(cx) instanceof Poll.Ready<Integer> ready)) {
                return Poll.pending();
            }
            sum += ready.value();
            done++;
        }
        return Poll.ready((Integer) sum);
    }
}
