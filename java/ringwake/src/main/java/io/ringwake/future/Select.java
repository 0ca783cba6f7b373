package io.ringwake.future;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the first of several different futures and does what belongs to that one.
 *
 * <pre>{@code
 * Select.<String>fair()
 *         .on(queue.receive(), message -> "got " + message)
 *         .onIf(limited, () -> Time.sleep(limit), late -> "too late")
 *         .orElse(() -> "nothing to wait for")
 * }</pre>
 *
 * <p>When a branch has won, the futures of the others are cancelled, without waiting for what they
 * clean up (see {@link Futures}), and then its function is called; {@link Futures#borrow} keeps one
 * for later. A branch that throws ends the whole with that. Not thread-safe; as cancel-safe as the
 * futures in it are: cancelling cancels them all. Each poll spends a unit of the budget.
 *
 * @param <R> what the functions return
 */
public final class Select<R> implements Future<R>, Traced {
    private final boolean fair;
    private final List<SelectBranch<?, R>> branches = new ArrayList<>();
    private @Nullable Callable<? extends R> otherwise;
    private @Nullable Ending ending;
    private boolean finished;

    private Select(boolean fair) {
        this.fair = fair;
    }

    /** Begins one that starts each poll at a random branch, so that none starves another. */
    public static <R> Select<R> fair() {
        return new Select<>(true);
    }

    /** Begins one that polls its branches in their order: of several that are ready the first. */
    public static <R> Select<R> biased() {
        return new Select<>(false);
    }

    /** Adds a branch. */
    public <T> Select<R> on(Future<T> future, CheckedFunction<? super T, ? extends R> handler) {
        return on(future, value -> true, handler);
    }

    /**
     * Adds a branch that wins with values that are accepted; with any other it has ended without
     * winning, and is not polled again.
     */
    public <T> Select<R> on(
            Future<T> future,
            Predicate<? super T> accepts,
            CheckedFunction<? super T, ? extends R> handler) {
        Objects.requireNonNull(future, "future");
        branches.add(new SelectBranch<>(future, accepts, handler));
        return this;
    }

    /** Adds a branch if the condition holds; otherwise its future is not even made. */
    public <T> Select<R> onIf(
            boolean condition,
            Callable<? extends Future<T>> future,
            CheckedFunction<? super T, ? extends R> handler) {
        return condition ? on(Futures.<T>lazy(future), handler) : this;
    }

    /** What to do when no branch is left. Without this that is an IllegalStateException. */
    public Select<R> orElse(Callable<? extends R> action) {
        otherwise = action;
        return this;
    }

    @Override
    public Poll<R> poll(Context cx) throws Exception {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        if (!cx.proceed()) {
            return Poll.pending();
        }
        int size = branches.size();
        int begin = fair && size > 0 ? cx.nextInt(size) : 0;
        boolean open = false;
        for (int i = 0; i < size; i++) {
            SelectBranch<?, R> branch = branches.get((begin + i) % size);
            if (pollBranch(branch, cx)) {
                cancel();
                return Poll.<R>ready(branch.handle());
            }
            open |= branch.isOpen();
        }
        return open ? Poll.pending() : Poll.<R>ready(withoutBranches());
    }

    private boolean pollBranch(SelectBranch<?, R> branch, Context cx) throws Exception {
        try {
            return branch.poll(cx);
        } catch (Throwable failure) {
            try {
                cancel();
            } catch (Throwable alsoFailed) {
                Suppressed.add(failure, alsoFailed);
            }
            throw failure;
        }
    }

    private R withoutBranches() throws Exception {
        finished = true;
        if (otherwise == null) {
            throw new IllegalStateException(
                    "no branch of the select is left, and it has no orElse()");
        }
        return otherwise.call();
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        finished = true;
        Ending steps = ending == null ? new Ending() : ending;
        ending = steps;
        boolean allEnded = true;
        for (SelectBranch<?, R> each : branches) {
            each.pollCancel(steps, cx);
            allEnded &= !each.isOpen();
        }
        return steps.result(allEnded);
    }

    @Override
    public String where() {
        return "select";
    }

    @Override
    public List<Future<?>> waitsFor() {
        return Traced.present(
                branches.stream().map(SelectBranch::future).toArray(Future<?>[]::new));
    }

    @Override
    public void cancel() {
        finished = true;
        Throwable first = null;
        for (SelectBranch<?, R> each : branches) {
            try {
                each.cancel();
            } catch (Throwable failure) {
                first = Suppressed.add(first, failure);
            }
        }
        if (first != null) {
            throw Suppressed.<RuntimeException>asIs(first);
        }
    }
}
