package io.ringwake.future;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drives several futures until all have ended, or until the first has failed. */
final class JoinAll<T> implements Future<List<T>>, Traced {
    private final Branches<T> branches;
    private final boolean failFast;
    private @Nullable List<T> values;
    private @Nullable Throwable failure;

    @SuppressWarnings("NullAway") // places are filled before anyone sees them
    JoinAll(List<? extends Future<? extends T>> futures, boolean failFast) {
        this.branches = new Branches<>(futures);
        this.failFast = failFast;
        this.values = new ArrayList<>(Collections.nCopies(futures.size(), null));
    }

    @Override
    public Poll<List<T>> poll(Context cx) throws Exception {
        List<T> found = values;
        if (found == null) {
            throw Finished.polledAgain(this);
        }
        for (int i = 0; i < found.size(); i++) {
            if (branches.has(i)) {
                pollBranch(i, found, cx);
            }
        }
        if (branches.left() > 0) {
            return Poll.pending();
        }
        values = null;
        if (failure != null) {
            throw Suppressed.<Exception>asIs(failure);
        }
        return Poll.ready(found);
    }

    private void pollBranch(int index, List<T> found, Context cx) throws Exception {
        try {
            if (branches.poll(index, cx) instanceof Poll.Ready<? extends T> ready) {
                found.set(index, ready.value());
            }
        } catch (Throwable thrown) {
            if (failFast) {
                values = null;
                branches.cancelBecauseOf(thrown);
                throw thrown;
            }
            failure = Suppressed.add(failure, thrown);
        }
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        values = null;
        return branches.pollCancel(cx);
    }

    @Override
    public String where() {
        return "joinAll";
    }

    @Override
    public List<Future<?>> waitsFor() {
        return branches.present();
    }

    @Override
    public void cancel() {
        values = null;
        branches.cancel();
    }
}
