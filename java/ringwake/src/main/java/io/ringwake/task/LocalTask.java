package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.TaskSnapshot;
import io.ringwake.scheduler.Worker;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task of a {@link LocalSet}: its state word is that of every task, but it is the set that runs
 * it, and no queue of the scheduler ever holds it.
 */
final class LocalTask<T> extends PolledTask<T> {
    private final LocalSet set;

    /** Links of the set's list of live tasks. Plain: the set's owner only. */
    @Nullable LocalTask<?> previous;

    @Nullable LocalTask<?> next;

    /** Link of the set's queue. Plain: published by the push, the owner's after the take. */
    @Nullable LocalTask<?> nextWoken;

    LocalTask(Scheduler scheduler, LocalSet set, Future<T> future) {
        super(scheduler, future);
        this.set = set;
    }

    @Override
    void queue() {
        set.push(this);
    }

    /** One turn, inside the set's poll; the task came from its queue. */
    void turn(Context cx) {
        switch (beginPoll()) {
            case POLL -> pollFuture(cx);
            case CANCEL -> cleanUp(cx);
            case NOTHING -> {}
        }
    }

    private void pollFuture(Context cx) {
        if (!pollOnce(cx)) {
            return;
        }
        switch (endPoll()) {
            case QUEUE -> queue();
            case CANCEL -> cleanUp(cx);
            case IDLE -> {}
        }
    }

    private void cleanUp(Context cx) {
        if (!cleanUpOnce(cx)) {
            return;
        }
        switch (endCleanUp()) {
            case QUEUE -> queue();
            case CANCEL -> cancelNow();
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

    @Override
    void ended() {
        set.remove(this);
        scheduler().config().hooks().taskEnded(id());
    }

    @Override
    public Optional<TaskSnapshot> snapshot() {
        return snapshotOf(this::future);
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
