package io.ringwake.future;

import java.util.concurrent.ThreadLocalRandom;

/**
 * What a poll is given: whom to wake, and the task's budget for this turn.
 *
 * <p>Valid only during the call of {@link Future#poll} it was passed to. Owned by one thread.
 */
public interface Context {
    /** The waker of the task being polled. Keep the waker, never the context. */
    Waker waker();

    /**
     * Spends one unit of the task's cooperative budget (128 units a turn).
     *
     * <p>Every leaf future calls this before it returns ready. On false the budget is used up: the
     * task has been woken, so that it is polled again after its peers and the reactor, and the leaf
     * returns {@link Poll#pending()} without taking anything.
     *
     * @see <a href="https://tokio.rs/blog/2020-04-preemption">Reducing tail latencies with
     *     automatic cooperative task yielding</a>
     */
    boolean proceed();

    /**
     * A random number from 0 to {@code bound - 1}, for choices that are to be fair. Those of a
     * runtime follow from its seed.
     */
    default int nextInt(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    /** The same context with another waker, for futures that poll several children. */
    Context withWaker(Waker waker);
}
