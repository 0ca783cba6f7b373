package io.ringwake.future;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one future, then the future a function makes of its value. */
final class AndThen<A, R> implements Future<R>, Traced {
    private final CheckedFunction<? super A, ? extends Future<R>> next;
    private @Nullable Future<A> first;
    private @Nullable Future<R> second;

    AndThen(Future<A> first, CheckedFunction<? super A, ? extends Future<R>> next) {
        this.first = first;
        this.next = next;
    }

    @Override
    public Poll<R> poll(Context cx) throws Exception {
        Future<A> current = first;
        if (current != null) {
            first = null; // stays so if the first future or the function throws
            if (!(current.poll(cx) instanceof Poll.Ready<A> ready)) {
                first = current;
                return Poll.pending();
            }
            second = next.apply(ready.value());
        }
        return pollSecond(cx);
    }

    private Poll<R> pollSecond(Context cx) throws Exception {
        Future<R> current = second;
        if (current == null) {
            throw Finished.polledAgain(this);
        }
        second = null;
        Poll<R> result = current.poll(cx);
        if (!result.isReady()) {
            second = current;
        }
        return result;
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        Future<A> current = first;
        if (current != null) {
            first = null; // stays so if it has ended or throws
            Poll<Void> ended = current.pollCancel(cx);
            if (!ended.isReady()) {
                first = current;
            }
            return ended;
        }
        return pollCancelSecond(cx);
    }

    private Poll<Void> pollCancelSecond(Context cx) throws Exception {
        Future<R> current = second;
        if (current == null) {
            return Poll.done();
        }
        second = null;
        Poll<Void> ended = current.pollCancel(cx);
        if (!ended.isReady()) {
            second = current;
        }
        return ended;
    }

    @Override
    public String where() {
        return "andThen";
    }

    @Override
    public List<Future<?>> waitsFor() {
        return Traced.present(first != null ? first : second);
    }

    @Override
    public void cancel() {
        Future<?> current = first != null ? first : second;
        first = null;
        second = null;
        if (current != null) {
            current.cancel();
        }
    }
}
