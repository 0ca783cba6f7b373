package io.ringwake.task;

import io.ringwake.future.Future;
import io.ringwake.future.FutureChain;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.TaskSnapshot;
import io.ringwake.scheduler.Worker;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A spawned future: its holder, its waker, its handle and its place in the queues in one object.
 *
 * <p>The future belongs to whoever holds RUNNING in the state word.
 */
class Task<T> extends TaskResult<T> implements Waker {
    private static final String NULL_POLL = "poll() returned null";

    // Plain: guarded by RUNNING, see the class comment.
    private @Nullable Future<T> future;

    private final boolean root;

    Task(Scheduler scheduler, Future<T> future, boolean root) {
        super(scheduler);
        this.root = root;
        this.future = Objects.requireNonNull(future, "future");
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
    public final void wake() {
        if (setNotified()) {
            scheduler().schedule(this);
        }
    }

    @Override
    public final void abort() {
        if (requestCancel()) {
            scheduler().schedule(this);
        }
    }

    @Override
    public final boolean abortNow() {
        if (requestCancelNow()) {
            scheduler().schedule(this);
        }
        return !isRunning();
    }

    @Override
    protected final void run(Worker worker) {
        switch (beginPoll()) {
            case POLL -> pollFuture(worker);
            case CANCEL -> cancelFuture(worker);
            case NOTHING -> {}
        }
    }

    private void pollFuture(Worker worker) {
        Future<T> running = Objects.requireNonNull(future);
        Poll<T> result;
        try {
            result = Objects.requireNonNull(running.poll(worker.beginPoll(this)), NULL_POLL);
        } catch (Throwable failure) {
            // Everything, Errors too: what a task throws ends the task and not the worker.
            cancelAfter(failure, running);
            future = null;
            fail(failure);
            return;
        }
        if (result instanceof Poll.Ready<T> ready) {
            future = null;
            finish(ready.value());
            return;
        }
        if (worker.endPoll() && keepRunning()) {
            worker.hold(this);
            return;
        }
        switch (endPoll()) {
            case QUEUE -> worker.requeue(this);
            case CANCEL -> cancelFuture(worker);
            case IDLE -> {}
        }
    }

    /** A future that threw may hold others that it did not finish; cancelling it lets them go. */
    @SuppressWarnings("ReferenceEquality") // an exception cannot suppress itself
    private static void cancelAfter(Throwable failure, Future<?> future) {
        try {
            future.cancel();
        } catch (Throwable alsoFailed) {
            if (alsoFailed != failure) {
                failure.addSuppressed(alsoFailed);
            }
        }
    }

    /** One turn of the clean-up. */
    private void cancelFuture(Worker worker) {
        Future<T> ending = Objects.requireNonNull(future);
        if (isHurried()) {
            worker.beginPoll(this);
            cancelNow();
            return;
        }
        try {
            if (ending.pollCancel(worker.beginPoll(this)).isReady()) {
                future = null;
                finish(Outcome.Aborted.ABORTED);
                return;
            }
        } catch (Throwable failure) {
            future = null;
            fail(failure);
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

    /** Ends the task without waiting for anything. */
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
    public final Optional<TaskSnapshot> snapshot() {
        TaskSnapshot.State before = look();
        List<String> chain = List.of();
        if (before != TaskSnapshot.State.RUNNING) {
            // Not ours to read: what is found counts only if no turn was seen before and after.
            chain = FutureChain.of(future);
            if (look() != before) {
                before = TaskSnapshot.State.RUNNING;
                chain = List.of();
            }
        }
        return isFinished()
                ? Optional.empty()
                : Optional.of(new TaskSnapshot(id(), name(), before, chain));
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
