package io.ringwake.benchmarks.async;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import org.jspecify.annotations.Nullable;

/** Makes what it waits for when it is first polled: the link of a chain, written without await. */
final class LinkByHand implements Future<Integer> {
    private final int depth;
    private final Future<Integer> last;
    private @Nullable Future<Integer> child;

    LinkByHand(int depth, Future<Integer> last) {
        this.depth = depth;
        this.last = last;
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
        Future<Integer> current = child;
        if (current == null) {
            current = depth == 1 ? last : new LinkByHand(depth - 1, last);
            child = current;
        }
        return current.poll(cx) instanceof Poll.Ready<Integer> ready
                ? Poll.ready((Integer) (ready.value() + 1))
                : Poll.pending();
    }
}
