package io.ringwake.future;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * Futures made of other futures. See also {@link Future#map} and {@link Future#andThen}.
 *
 * <p>None of them starts anything before its first poll, each of them cancels what it holds when it
 * is cancelled, and each throws {@link IllegalStateException} when polled after it has finished.
 *
 * <p>One that ends while others it holds have not, because one of them was first or has failed,
 * cancels those by {@link Future#cancel} and does not wait for them. What an async block among them
 * awaits in order to end, in a finally block for instance, goes on as a task of its own, and a
 * failure of it goes to the runtime's failure handler. Where that has to be over before the result
 * is there, use {@link io.ringwake.task.TaskScope}.
 */
public final class Futures {
    private Futures() {}

    /** Returns a future that is ready with the value at its first poll. */
    public static <T> Future<T> ready(T value) {
        return new Immediate<>(() -> value);
    }

    /** Returns a future without a value that is ready at its first poll. */
    public static Future<Void> done() {
        return new ImmediateDone();
    }

    /** Returns a future that throws the exception at its first poll. */
    public static <T> Future<T> failed(Exception failure) {
        return new Immediate<>(() -> {
            throw failure;
        });
    }

    /**
     * Returns a future that is never ready: for the branch of a {@link Select} or a {@link #race}
     * that is to lose.
     */
    public static <T> Future<T> pending() {
        return cx -> Poll.pending();
    }

    /**
     * Returns a future that calls the function at its first poll and is ready with what it returns.
     */
    public static <T> Future<T> call(Callable<? extends T> function) {
        return new Immediate<>(function);
    }

    /**
     * Returns a future that calls the supplier at its first poll, inside the runtime, and becomes
     * the future it returns.
     */
    public static <T> Future<T> lazy(Callable<? extends Future<T>> supplier) {
        return new Lazy<>(supplier);
    }

    /**
     * Returns a future that drives both and is ready with both values. When one fails the other is
     * cancelled and the failure is thrown.
     */
    public static <A, B> Future<Joined<A, B>> join(Future<A> first, Future<B> second) {
        return new Join<>(first, second, Joined::new);
    }

    /** As {@link #join(Future, Future)}, ready with what the function makes of both values. */
    public static <A, B, R> Future<R> join(
            Future<A> first, Future<B> second, CheckedBiFunction<? super A, ? super B, R> combine) {
        return new Join<>(first, second, combine);
    }

    /**
     * Returns a future that runs the step again and again, one after the other, for as long as each
     * ends with true. The stack does not grow, and each round spends one unit of the budget.
     */
    public static Future<Void> repeatWhile(Callable<? extends Future<Boolean>> step) {
        return new RepeatWhile(step);
    }

    /**
     * Returns a future that ends as the first of both ends, with its value or its failure; the
     * other one is cancelled. Each poll begins at a random one. To do different things with
     * different futures there is {@link Select}.
     */
    public static <T> Future<T> race(Future<? extends T> first, Future<? extends T> second) {
        return new Race<T>(List.of(first, second), true);
    }

    /** The same for any number, at least one. */
    public static <T> Future<T> race(List<? extends Future<? extends T>> futures) {
        return new Race<T>(futures, true);
    }

    /** As {@link #race(List)}, polling them in their order: of several the first one wins. */
    public static <T> Future<T> raceBiased(List<? extends Future<? extends T>> futures) {
        return new Race<T>(futures, false);
    }

    /**
     * Returns a future that is ready with the first value of the futures, and with those that have
     * not ended, for waiting on. When one fails the others are cancelled.
     */
    public static <T> Future<Selected<T>> selectAll(List<? extends Future<? extends T>> futures) {
        return new SelectAll<T>(futures);
    }

    /**
     * Returns a future that drives all until each has ended, and is ready with their values in the
     * order of the list. If some fail it throws the first failure when all have ended, with the
     * others suppressed. A wake polls all that are left: for hundreds take tasks, in a JoinSet.
     */
    public static <T> Future<List<T>> joinAll(List<? extends Future<? extends T>> futures) {
        return new JoinAll<T>(futures, false);
    }

    /** The same, but the first failure cancels the others and is thrown at once. */
    public static <T> Future<List<T>> tryJoinAll(List<? extends Future<? extends T>> futures) {
        return new JoinAll<T>(futures, true);
    }

    /**
     * Returns a future that drives the given one without owning it: cancelling it, for instance by
     * losing a {@link #race}, leaves the other as it is, to be waited for later.
     */
    public static <T> Future<T> borrow(Future<T> future) {
        return new Borrowed<>(Objects.requireNonNull(future, "future"));
    }

    /**
     * Returns a future that ends as the stage ends. It throws what the stage failed with, freed of
     * {@link java.util.concurrent.CompletionException}. Cancelling it cancels the stage, if that is
     * a {@link java.util.concurrent.CompletableFuture} or gives its own.
     */
    public static <T> Future<T> fromStage(CompletionStage<T> stage) {
        return new StageFuture<>(Objects.requireNonNull(stage, "stage"));
    }
}
