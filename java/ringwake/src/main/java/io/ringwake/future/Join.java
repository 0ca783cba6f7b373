package io.ringwake.future;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drives two futures until both are ready; a failure of one cancels the other. */
final class Join<A, B, R> implements Future<R>, Traced {
    private final CheckedBiFunction<? super A, ? super B, ? extends R> combine;
    private @Nullable Future<A> first;
    private @Nullable Future<B> second;
    private @Nullable Ending ending;
    private Poll<A> firstResult = Poll.pending();
    private Poll<B> secondResult = Poll.pending();

    Join(
            Future<A> first,
            Future<B> second,
            CheckedBiFunction<? super A, ? super B, ? extends R> combine) {
        this.first = first;
        this.second = second;
        this.combine = combine;
    }

    @Override
    public Poll<R> poll(Context cx) throws Exception {
        if (first == null && second == null) {
            throw Finished.polledAgain(this);
        }
        try {
            pollFirst(cx);
            pollSecond(cx);
        } catch (Throwable failure) {
            cancelBecauseOf(failure);
            throw failure;
        }
        if (firstResult instanceof Poll.Ready<A> a && secondResult instanceof Poll.Ready<B> b) {
            return Poll.<R>ready(combine.apply(a.value(), b.value()));
        }
        return Poll.pending();
    }

    private void pollFirst(Context cx) throws Exception {
        Future<A> current = first;
        if (current == null) {
            return;
        }
        first = null; // stays so if it throws or is ready
        firstResult = current.poll(cx);
        if (!firstResult.isReady()) {
            first = current;
        }
    }

    private void pollSecond(Context cx) throws Exception {
        Future<B> current = second;
        if (current == null) {
            return;
        }
        second = null;
        secondResult = current.poll(cx);
        if (!secondResult.isReady()) {
            second = current;
        }
    }

    private void cancelBecauseOf(Throwable failure) {
        try {
            cancel();
        } catch (Throwable alsoFailed) {
            Suppressed.add(failure, alsoFailed);
        }
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        Ending steps = ending == null ? new Ending() : ending;
        ending = steps;
        first = steps.step(first, cx);
        second = steps.step(second, cx);
        return steps.result(first == null && second == null);
    }

    @Override
    public String where() {
        return "join";
    }

    @Override
    public List<Future<?>> waitsFor() {
        return Traced.present(first, second);
    }

    @Override
    public void cancel() {
        Future<A> a = first;
        Future<B> b = second;
        first = null;
        second = null;
        try {
            if (a != null) {
                a.cancel();
            }
        } catch (Throwable failure) {
            cancelAfter(failure, b);
            throw failure;
        }
        if (b != null) {
            b.cancel();
        }
    }

    private static void cancelAfter(Throwable failure, @Nullable Future<?> other) {
        if (other == null) {
            return;
        }
        try {
            other.cancel();
        } catch (Throwable alsoFailed) {
            Suppressed.add(failure, alsoFailed);
        }
    }
}
