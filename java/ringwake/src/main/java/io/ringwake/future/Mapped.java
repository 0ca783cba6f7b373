package io.ringwake.future;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes the value of another future through a function. */
final class Mapped<A, R> implements Future<R>, Traced {
    private final CheckedFunction<? super A, ? extends R> function;
    private @Nullable Future<A> source;

    Mapped(Future<A> source, CheckedFunction<? super A, ? extends R> function) {
        this.source = source;
        this.function = function;
    }

    @Override
    public Poll<R> poll(Context cx) throws Exception {
        Future<A> current = source;
        if (current == null) {
            throw Finished.polledAgain(this);
        }
        source = null; // stays so if the source or the function throws
        if (current.poll(cx) instanceof Poll.Ready<A> ready) {
            return Poll.<R>ready(function.apply(ready.value()));
        }
        source = current;
        return Poll.pending();
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        Future<A> current = source;
        if (current == null) {
            return Poll.done();
        }
        source = null; // stays so if it has ended or throws
        Poll<Void> ended = current.pollCancel(cx);
        if (!ended.isReady()) {
            source = current;
        }
        return ended;
    }

    @Override
    public String where() {
        return "map";
    }

    @Override
    public List<Future<?>> waitsFor() {
        return Traced.present(source);
    }

    @Override
    public void cancel() {
        Future<A> current = source;
        source = null;
        if (current != null) {
            current.cancel();
        }
    }
}
