package io.ringwake.task;

import io.ringwake.future.Future;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.TaskSnapshot;
import io.ringwake.scheduler.Worker;
import java.util.Optional;

/**
 * A spawned future: its holder, its waker, its handle and its place in the queues in one object.
 */
class Task<T> extends PolledTask<T> {
    private final boolean root;

    Task(Scheduler scheduler, Future<T> future, boolean root) {
        super(scheduler, future);
        this.root = root;
    }

    /** Starts a future as a task; if the scheduler is closed the task is aborted at once. */
    static <T> Task<T> start(Scheduler scheduler, Future<T> future) {
        return start(new Task<>(scheduler, future, false));
    }

    /**
     * The same for a future that a thread waits for, which gets the failure if there is one. Not
     * queued yet.
     */
    static <T> Task<T> adoptRoot(Scheduler scheduler, Future<T> future) {
        Task<T> task = new Task<>(scheduler, future, true);
        task.adoptOrCancel();
        return task;
    }

    static <T> Task<T> start(Task<T> task) {
        if (task.adoptOrCancel()) {
            task.scheduler().schedule(task);
        }
        return task;
    }

    private boolean adoptOrCancel() {
        if (scheduler().adopt(this)) {
            return true;
        }
        if (beginPoll() == Begin.POLL) {
            cancelNow();
        }
        return false;
    }

    @Override
    final void queue() {
        scheduler().schedule(this);
    }

    @Override
    public final boolean abortNow() {
        if (requestCancelNow()) {
            queue();
        }
        return !isRunning();
    }

    @Override
    protected final void run(Worker worker) {
        switch (beginPoll()) {
            case POLL -> pollFuture(worker);
            case CANCEL -> cleanUp(worker);
            case NOTHING -> {}
        }
    }

    private void pollFuture(Worker worker) {
        if (!pollOnce(worker.beginPoll(this))) {
            return;
        }
        if (worker.endPoll() && keepRunning()) {
            worker.hold(this);
            return;
        }
        switch (endPoll()) {
            case QUEUE -> worker.requeue(this);
            case CANCEL -> cleanUp(worker);
            case IDLE -> {}
        }
    }

    private void cleanUp(Worker worker) {
        if (!cleanUpOnce(worker.beginPoll(this))) {
            return;
        }
        if (worker.endPoll()) {
            worker.defer(this);
        }
        switch (endCleanUp()) {
            case QUEUE -> worker.requeue(this);
            case CANCEL -> cancelNow();
            case IDLE -> {}
        }
    }

    @Override
    public final Optional<TaskSnapshot> snapshot() {
        return snapshotOf(this::future);
    }

    @Override
    boolean isSpawned() {
        return !root;
    }

    @Override
    void ended() {
        scheduler().release(this);
    }
}
