package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Suppressed;
import io.ringwake.future.Waker;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.Worker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task of a {@link LocalSet}: its state word is that of every task, but it is the set that runs
 * it, and no queue of the scheduler ever holds it.
 */
final class LocalTask<T> extends TaskResult<T> implements Waker {
    private final LocalSet set;

    // Plain: guarded by RUNNING.
    private @Nullable Future<T> future;

    /** Links of the set's list of live tasks. Plain: the set's owner only. */
    @Nullable LocalTask<?> previous;

    @Nullable LocalTask<?> next;

    /** Link of the set's queue. Plain: published by the push, the owner's after the take. */
    @Nullable LocalTask<?> nextWoken;

    LocalTask(Scheduler scheduler, LocalSet set, Future<T> future) {
        super(scheduler);
        this.set = set;
        this.future = Objects.requireNonNull(future, "future");
    }

    @Override
    public void wake() {
        if (setNotified()) {
            set.push(this);
        }
    }

    @Override
    public void abort() {
        if (requestCancel()) {
            set.push(this);
        }
    }

    /** One turn, inside the set's poll; the task came from its queue. */
    void turn(Context cx) {
        switch (beginPoll()) {
            case POLL -> pollFuture(cx);
            case CANCEL -> cancelFuture(cx);
            case NOTHING -> {}
        }
    }

    private void pollFuture(Context cx) {
        Future<T> running = Objects.requireNonNull(future);
        Poll<T> result;
        try {
            result = Objects.requireNonNull(running.poll(cx), "poll() returned null");
        } catch (Throwable failure) {
            future = null;
            try {
                running.cancel();
            } catch (Throwable alsoFailed) {
                Suppressed.add(failure, alsoFailed);
            }
            fail(failure);
            return;
        }
        if (result instanceof Poll.Ready<T> ready) {
            future = null;
            finish(ready.value());
            return;
        }
        switch (endPoll()) {
            case QUEUE -> set.push(this);
            case CANCEL -> cancelFuture(cx);
            case IDLE -> {}
        }
    }

    /** The set ends: ends the task, unless it is running or has ended. The set's owner only. */
    void callOff() {
        if (claim()) {
            cancelNow();
        } else {
            requestCancelNow(); // seen by the end of the poll that is under way
        }
    }

    /** One turn of the clean-up. */
    private void cancelFuture(Context cx) {
        Future<T> ending = Objects.requireNonNull(future);
        if (isHurried()) {
            cancelNow();
            return;
        }
        try {
            if (ending.pollCancel(cx).isReady()) {
                future = null;
                finish(Outcome.Aborted.ABORTED);
                return;
            }
        } catch (Throwable failure) {
            future = null;
            fail(failure);
            return;
        }
        switch (endCleanUp()) {
            case QUEUE -> set.push(this);
            case CANCEL -> cancelNow();
            case IDLE -> {}
        }
    }

    private void cancelNow() {
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

    @Override
    void ended() {
        set.remove(this);
        scheduler().config().hooks().taskEnded(id());
    }

    @Override
    protected void run(Worker worker) {
        throw new AssertionError("a local task is in no worker's queue");
    }

    @Override
    boolean isSpawned() {
        return true;
    }
}
