package io.ringwake.time;

import io.ringwake.future.Context;
import io.ringwake.future.Finished;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Traced;
import io.ringwake.scheduler.Worker;
import io.ringwake.scheduler.timer.TimerEntry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Another future with a deadline. The other is polled first, so that its value wins; the deadline
 * is looked at without spending budget, so that a future which uses all of it still times out.
 */
final class Timeout<T> extends TimerEntry implements Future<T>, Traced {
    private final @Nullable Duration duration;
    private @Nullable Future<T> inner;

    Timeout(long deadlineNanos, @Nullable Duration duration, Future<T> inner) {
        super(deadlineNanos);
        this.duration = duration;
        this.inner = inner;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        Future<T> current = inner;
        if (current == null) {
            throw Finished.polledAgain(this);
        }
        inner = null; // stays so unless both are pending
        Poll<T> result = pollInner(current, cx);
        if (result.isReady()) {
            disarm();
            return result;
        }
        if (pollElapsed(Worker.current().timers(), cx.waker())) {
            throw timedOut(current);
        }
        inner = current;
        return result;
    }

    private Poll<T> pollInner(Future<T> current, Context cx) throws Exception {
        try {
            return current.poll(cx);
        } catch (Throwable failure) {
            disarm();
            throw failure;
        }
    }

    private TimeoutException timedOut(Future<T> current) {
        TimeoutException timeout =
                new TimeoutException(
                        duration == null
                                ? "not finished at its deadline"
                                : "not finished within " + duration);
        try {
            current.cancel();
        } catch (Throwable failure) {
            timeout.addSuppressed(failure);
        }
        return timeout;
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        disarm();
        Future<T> current = inner;
        if (current == null) {
            return Poll.done();
        }
        inner = null; // stays so if it has ended or throws
        Poll<Void> ended = current.pollCancel(cx);
        if (!ended.isReady()) {
            inner = current;
        }
        return ended;
    }

    @Override
    public String where() {
        return "timeout";
    }

    @Override
    public List<Future<?>> waitsFor() {
        return Traced.present(inner);
    }

    @Override
    public void cancel() {
        Future<T> current = inner;
        inner = null;
        disarm();
        if (current != null) {
            current.cancel();
        }
    }
}
