package io.ringwake.future;

import java.util.List;

/** Ends as the first of several futures ends; the others are cancelled. */
final class Race<T> implements Future<T>, Traced {
    private final Branches<T> branches;
    private final boolean fair;
    private boolean finished;

    Race(List<? extends Future<? extends T>> futures, boolean fair) {
        if (futures.isEmpty()) {
            throw new IllegalArgumentException("futures=[], allowed: one or more");
        }
        this.branches = new Branches<>(futures);
        this.fair = fair;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        if (!cx.proceed()) {
            return Poll.pending();
        }
        int size = branches.size();
        int begin = fair ? cx.nextInt(size) : 0;
        for (int i = 0; i < size; i++) {
            if (pollBranch((begin + i) % size, cx) instanceof Poll.Ready<? extends T> ready) {
                finished = true;
                branches.cancel();
                return Poll.<T>ready(ready.value());
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
    public Poll<Void> pollCancel(Context cx) throws Exception {
        finished = true;
        return branches.pollCancel(cx);
    }

    @Override
    public String where() {
        return "race";
    }

    @Override
    public List<Future<?>> waitsFor() {
        return branches.present();
    }

    @Override
    public void cancel() {
        finished = true;
        branches.cancel();
    }
}
