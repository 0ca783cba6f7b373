package io.ringwake.future;

/**
 * A computation that is driven by being polled.
 *
 * <p>A future is lazy: creating one starts nothing, and it makes progress only inside {@link
 * #poll}. It is driven by one task at a time; the runtime may move that task between threads, with
 * a happens-before edge between one poll and the next.
 *
 * <p><b>Contract of {@code poll}</b>
 *
 * <ul>
 *   <li>It never blocks. If the result is not there, it stores the waker of <em>this</em> context
 *       (replacing that of an earlier poll), and returns {@link Poll#pending()}; the waker is
 *       called when polling again may find more.
 *   <li>Wakes may be spurious: a poll may find nothing new, and then returns pending again.
 *   <li>A failure is thrown, never a value. A future that has returned ready or thrown is finished
 *       and is not polled again; one that is throws {@link IllegalStateException}.
 * </ul>
 *
 * @param <T> what the future ends with; {@link Void} futures end with {@link Poll#done()}
 */
@FunctionalInterface
public interface Future<T> {
    /**
     * Makes as much progress as possible without blocking.
     *
     * @param cx whom to wake, and how much may still be done in this turn
     * @return ready with the result, or pending
     * @throws Exception what the computation failed with; the future is then finished
     */
    Poll<T> poll(Context cx) throws Exception;

    /**
     * Gives up the computation: releases what it holds and asks what it started to end. The future
     * is not polled again. Has no effect on a finished future, nor the second time.
     *
     * <p>Does not wait: what an async block awaits in order to end goes on as a task of the current
     * runtime, see {@link io.ringwake.async.StateMachine}.
     *
     * <p>Called by whoever owns the future, never concurrently with {@link #poll}.
     */
    default void cancel() {}

    /**
     * Asks the computation to end and drives what it has to do for that: for an owner that can
     * wait. Called again and again, as {@link #poll} would be, until it returns ready; a pending
     * one has stored the waker. After the first call {@code poll} is not called any more. {@link
     * #cancel} may still be, by an owner that can wait no longer; it ends the clean-up as well.
     *
     * <p>A future without anything to wait for is cancelled by the first call, which is the
     * default; one that owns others passes the call on. A finished future returns ready.
     *
     * @param cx whom to wake, and how much may still be done in this turn
     * @return ready when the computation has ended, in whichever way, or pending
     * @throws Exception what cleaning up failed with; the future is then finished
     */
    default Poll<Void> pollCancel(Context cx) throws Exception {
        cancel();
        return Poll.done();
    }

    /** Returns this future with its value passed through the function, which may fail. */
    default <R> Future<R> map(CheckedFunction<? super T, ? extends R> function) {
        return new Mapped<>(this, function);
    }

    /** Returns a future that runs this one, then the future the function makes of its value. */
    default <R> Future<R> andThen(CheckedFunction<? super T, ? extends Future<R>> next) {
        return new AndThen<>(this, next);
    }

    /**
     * Returns this future with a resource that is closed when it has ended: with a value, with a
     * failure (to which one of closing is added as suppressed), or by {@link #cancel}.
     */
    default Future<T> thenClose(AutoCloseable resource) {
        return new Closing<>(this, resource);
    }
}
