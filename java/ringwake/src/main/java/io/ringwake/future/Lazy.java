package io.ringwake.future;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Becomes the future its supplier returns at the first poll. */
final class Lazy<T> implements Future<T>, Traced {
    private @Nullable Callable<? extends Future<T>> supplier;
    private @Nullable Future<T> inner;

    Lazy(Callable<? extends Future<T>> supplier) {
        this.supplier = supplier;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        Future<T> current = inner != null ? inner : start();
        inner = null; // stays so if the inner future throws
        Poll<T> result = current.poll(cx);
        if (!result.isReady()) {
            inner = current;
        }
        return result;
    }

    private Future<T> start() throws Exception {
        Callable<? extends Future<T>> call = supplier;
        if (call == null) {
            throw Finished.polledAgain(this);
        }
        supplier = null;
        return call.call();
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        supplier = null;
        Future<T> current = inner;
        if (current == null) {
            return Poll.done();
        }
        inner = null; // stays so if it has ended or throws
        Poll<Void> ended = current.pollCancel(cx);
        if (!ended.isReady()) {
            inner = current;
        }
        return ended;
    }

    @Override
    public String where() {
        return "lazy";
    }

    @Override
    public List<Future<?>> waitsFor() {
        return Traced.present(inner);
    }

    @Override
    public void cancel() {
        supplier = null;
        Future<T> current = inner;
        inner = null;
        if (current != null) {
            current.cancel();
        }
    }
}
