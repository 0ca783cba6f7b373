package io.ringwake.future;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A future polled by someone who does not own it: giving this one up leaves that one alone. */
final class Borrowed<T> implements Future<T>, Traced {
    private @Nullable Future<T> owned;

    Borrowed(Future<T> owned) {
        this.owned = owned;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        Future<T> current = owned;
        if (current == null) {
            throw Finished.polledAgain(this);
        }
        owned = null; // stays so if it throws or is ready
        Poll<T> result = current.poll(cx);
        if (!result.isReady()) {
            owned = current;
        }
        return result;
    }

    @Override
    public String where() {
        return "borrow";
    }

    @Override
    public List<Future<?>> waitsFor() {
        return Traced.present(owned);
    }

    @Override
    public void cancel() {
        owned = null;
    }
}
