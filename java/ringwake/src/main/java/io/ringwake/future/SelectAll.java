package io.ringwake.future;

import java.util.List;

/** Ready with the first value of several futures, and with those that have not ended. */
final class SelectAll<T> implements Future<Selected<T>>, Traced {
    private final Branches<T> branches;
    private boolean finished;

    SelectAll(List<? extends Future<? extends T>> futures) {
        if (futures.isEmpty()) {
            throw new IllegalArgumentException("futures=[], allowed: one or more");
        }
        this.branches = new Branches<>(futures);
    }

    @Override
    public Poll<Selected<T>> poll(Context cx) throws Exception {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        if (!cx.proceed()) {
            return Poll.pending();
        }
        int size = branches.size();
        int begin = cx.nextInt(size);
        for (int i = 0; i < size; i++) {
            int index = (begin + i) % size;
            if (pollBranch(index, cx) instanceof Poll.Ready<? extends T> ready) {
                finished = true;
                return Poll.ready(new Selected<T>(ready.value(), index, branches.takeAll()));
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
        return "selectAll";
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
