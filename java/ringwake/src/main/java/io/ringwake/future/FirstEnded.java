package io.ringwake.future;

import java.util.List;

/**
 * Ends as the first of several futures ends. What fails first ends it as well, and the others are
 * cancelled.
 *
 * @param <T> what the futures end with
 * @param <R> what is made of that
 */
abstract class FirstEnded<T, R> implements Future<R>, Traced {
    private final Branches<T> branches;
    private final boolean fair;
    private boolean finished;

    /** At least one; polled in their order, or from a random one on if it is to be fair. */
    FirstEnded(List<? extends Future<? extends T>> futures, boolean fair) {
        if (futures.isEmpty()) {
            throw new IllegalArgumentException("futures=[], allowed: one or more");
        }
        this.branches = new Branches<>(futures);
        this.fair = fair;
    }

    /** One has a value; the others are left, to be taken or cancelled. */
    abstract R resultOf(T value, int index, Branches<T> others);

    @Override
    public final Poll<R> poll(Context cx) throws Exception {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        if (!cx.proceed()) {
            return Poll.pending();
        }
        int size = branches.size();
        int begin = fair ? cx.nextInt(size) : 0;
        for (int i = 0; i < size; i++) {
            int index = (begin + i) % size;
            if (pollBranch(index, cx) instanceof Poll.Ready<? extends T> ready) {
                finished = true;
                return Poll.ready(resultOf(ready.value(), index, branches));
            }
        }
        return Poll.pending();
    }

    private Poll<? extends T> pollBranch(int index, Context cx) throws Exception {
        try {
            return branches.poll(index, cx);
        } catch (Throwable failure) {
            finished = true;
            branches.cancelBecauseOf(failure);
            throw failure;
        }
    }

    @Override
    public final Poll<Void> pollCancel(Context cx) throws Exception {
        finished = true;
        return branches.pollCancel(cx);
    }

    @Override
    public final List<Future<?>> waitsFor() {
        return branches.present();
    }

    @Override
    public final void cancel() {
        finished = true;
        branches.cancel();
    }
}
