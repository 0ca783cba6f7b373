package io.ringwake.future;

import java.util.concurrent.Callable;

/**
 * Futures made of other futures. See also {@link Future#map} and {@link Future#andThen}.
 *
 * <p>None of them starts anything before its first poll, each of them cancels what it holds when it
 * is cancelled, and each throws {@link IllegalStateException} when polled after it has finished.
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
}
