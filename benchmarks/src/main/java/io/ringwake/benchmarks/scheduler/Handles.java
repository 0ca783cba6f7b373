package io.ringwake.benchmarks.scheduler;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.task.JoinHandle;

/** Awaits tasks in the order they were spawned, and adds up what they ended with. */
final class Handles implements Future<Long> {
    private final JoinHandle<Long>[] handles;
    private int next;
    private long sum;

    Handles(JoinHandle<Long>[] handles) {
        this.handles = handles;
    }

    @Override
    public Poll<Long> poll(Context cx) throws Exception {
        while (next < handles.length) {
            if (!(handles[next].poll(cx) instanceof Poll.Ready<Long> ended)) {
                return Poll.pending();
            }
            sum += ended.value();
            next++;
        }
        return Poll.ready((Long) sum);
    }

    /** Room for the handles of so many tasks. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    static JoinHandle<Long>[] array(int count) {
        return new JoinHandle[count];
    }
}
