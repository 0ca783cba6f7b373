package io.ringwake.future;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One branch of a {@link Select}. One thread at a time. */
final class SelectBranch<T, R> {
    private final Predicate<? super T> accepts;
    private final CheckedFunction<? super T, ? extends R> handler;
    private @Nullable Future<T> future;
    private Poll<T> result = Poll.pending();

    SelectBranch(
            Future<T> future,
            Predicate<? super T> accepts,
            CheckedFunction<? super T, ? extends R> handler) {
        this.future = future;
        this.accepts = accepts;
        this.handler = handler;
    }

    /** Whether its future has not ended. */
    boolean isOpen() {
        return future != null;
    }

    /** Its future; null once that has ended. */
    @Nullable Future<T> future() {
        return future;
    }

    /** Polls an open branch; true if it has won. */
    boolean poll(Context cx) throws Exception {
        Future<T> current = future;
        if (current == null) {
            return false;
        }
        future = null; // stays so if it throws or is ready
        result = current.poll(cx);
        if (result instanceof Poll.Ready<T> ready) {
            return accepts.test(ready.value());
        }
        future = current;
        return false;
    }

    /** It has won: what is made of its value. */
    R handle() throws Exception {
        if (result instanceof Poll.Ready<T> ready) {
            return handler.apply(ready.value());
        }
        throw new AssertionError("a branch without a value has won");
    }

    /** Drives the end of an open branch. */
    void pollCancel(Ending ending, Context cx) {
        future = ending.step(future, cx);
    }

    void cancel() {
        Future<T> current = future;
        future = null;
        if (current != null) {
            current.cancel();
        }
    }
}
