package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Suppressed;
import io.ringwake.future.Waker;
import io.ringwake.scheduler.Scheduler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task with a future, which it polls to its end; where it waits for its turns is up to the
 * subclass.
 *
 * <p>The future belongs to whoever holds RUNNING in the state word.
 */
abstract class PolledTask<T> extends TaskResult<T> implements Waker {
    private static final String NULL_POLL = "poll() returned null";

    // Plain: guarded by RUNNING, see the class comment.
    private @Nullable Future<T> future;

    PolledTask(Scheduler scheduler, Future<T> future) {
        super(scheduler);
        this.future = Objects.requireNonNull(future, "future");
    }

    /** Queues the task, whose NOTIFIED the caller has set. Any thread. */
    abstract void queue();

    @Override
    public final void wake() {
        if (setNotified()) {
            queue();
        }
    }

    @Override
    public final void abort() {
        if (requestCancel()) {
            queue();
        }
    }

    /** What it is to do; another thread may have it meanwhile, and look at nothing then. */
    final @Nullable Future<T> future() {
        return future;
    }

    /** RUNNING is held: polls the future; false if the task has ended by that. */
    final boolean pollOnce(Context cx) {
        Future<T> running = Objects.requireNonNull(future);
        Poll<T> result;
        try {
            result = Objects.requireNonNull(running.poll(cx), NULL_POLL);
        } catch (Throwable failure) {
            // Everything, Errors too: what a task throws ends the task and not the worker.
            cancelAfter(failure, running);
            future = null;
            fail(failure);
            return false;
        }
        if (result instanceof Poll.Ready<T> ready) {
            future = null;
            finish(ready.value());
            return false;
        }
        return true;
    }

    /** A future that threw may hold others that it did not finish; cancelling it lets them go. */
    private static void cancelAfter(Throwable failure, Future<?> future) {
        try {
            future.cancel();
        } catch (Throwable alsoFailed) {
            Suppressed.add(failure, alsoFailed);
        }
    }

    /** RUNNING is held: one turn of the clean-up; false if the task has ended by that. */
    final boolean cleanUpOnce(Context cx) {
        if (isHurried()) {
            cancelNow();
            return false;
        }
        Future<T> ending = Objects.requireNonNull(future);
        try {
            if (!ending.pollCancel(cx).isReady()) {
                return true;
            }
        } catch (Throwable failure) {
            future = null;
            fail(failure);
            return false;
        }
        future = null;
        finish(Outcome.Aborted.ABORTED);
        return false;
    }

    /** RUNNING is held: ends the task without waiting for anything. */
    final void cancelNow() {
        Future<T> cancelled = Objects.requireNonNull(future);
        future = null;
        try {
            cancelled.cancel();
        } catch (Throwable failure) {
            fail(failure);
            return;
        }
        finish(Outcome.Aborted.ABORTED);
    }
}
