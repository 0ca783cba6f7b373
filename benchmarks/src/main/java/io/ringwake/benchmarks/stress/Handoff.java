package io.ringwake.benchmarks.stress;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from several tasks to one, two of them at most under way: both sides wait often. Under a
 * lock, so that a wake that gets lost is the scheduler's.
 */
final class Handoff {
    private static final int CAPACITY = 2;

    private final ArrayDeque<Long> numbers = new ArrayDeque<>();
    private final ArrayDeque<Waker> senders = new ArrayDeque<>();
    private @Nullable Waker receiver;

    /** Adds the number; false, and a wake later, if there is no room. */
    boolean offer(long number, Context cx) {
        Waker waiting;
        synchronized (this) {
            if (numbers.size() == CAPACITY) {
                senders.add(cx.waker());
                return false;
            }
            numbers.add(number);
            waiting = receiver;
            receiver = null;
        }
        if (waiting != null) {
            waiting.wake();
        }
        return true;
    }

    /** The next number; null, and a wake later, if there is none. */
    @Nullable Long take(Context cx) {
        Waker waiting;
        Long number;
        synchronized (this) {
            number = numbers.poll();
            if (number == null) {
                receiver = cx.waker();
                return null;
            }
            waiting = senders.poll();
        }
        if (waiting != null) {
            waiting.wake();
        }
        return number;
    }

    /** Sends 1 to count. */
    Future<Long> sender(int count) {
        return new Future<>() {
            private long next = 1;

            @Override
            public Poll<Long> poll(Context cx) {
                while (next <= count) {
                    if (!offer(next, cx)) {
                        return Poll.pending();
                    }
                    next++;
                }
                return Poll.ready((Long) (long) count);
            }
        };
    }

    /** Takes so many, and ends with their sum. */
    Future<Long> receiver(int count) {
        return new Future<>() {
            private int taken;
            private long sum;

            @Override
            public Poll<Long> poll(Context cx) {
                while (taken < count) {
                    Long number = take(cx);
                    if (number == null) {
                        return Poll.pending();
                    }
                    sum += number;
                    taken++;
                }
                return Poll.ready((Long) sum);
            }
        };
    }
}
