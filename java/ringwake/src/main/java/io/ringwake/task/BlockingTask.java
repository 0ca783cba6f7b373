package io.ringwake.task;

import io.ringwake.blocking.BlockingWork;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.TaskSnapshot;
import io.ringwake.scheduler.Worker;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A call on a blocking thread, and its handle. Whoever claims the task first ends it: the thread
 * that has come to it, or the one that aborts it before.
 */
final class BlockingTask<T> extends TaskResult<T> implements BlockingWork {
    // Plain: guarded by RUNNING, see TaskState.
    private @Nullable Callable<? extends T> call;

    BlockingTask(Scheduler scheduler, Callable<? extends T> call) {
        super(scheduler);
        this.call = Objects.requireNonNull(call, "call");
    }

    /** Gives the call to the pool; if the runtime is closed the task is aborted at once. */
    static <T> BlockingTask<T> start(Scheduler scheduler, Callable<? extends T> call) {
        BlockingTask<T> task = new BlockingTask<>(scheduler, call);
        scheduler.config().hooks().taskSpawned(task.id());
        if (!scheduler.blocking().execute(task)) {
            task.callOff();
        }
        return task;
    }

    @Override
    public void perform() {
        if (claim()) {
            T value;
            CurrentTask.actFor(id());
            try {
                value = takeCall().call();
            } catch (Throwable failure) {
                // Everything, Errors too: what the call throws ends the task and not the thread.
                fail(failure);
                return;
            } finally {
                CurrentTask.actFor(0);
            }
            finish(value);
        }
    }

    @Override
    public void refuse(Throwable cause) {
        if (claim()) {
            call = null;
            fail(cause);
        }
    }

    @Override
    public void abort() {
        callOff();
    }

    @Override
    public void callOff() {
        if (claim()) {
            call = null;
            finish(Outcome.Aborted.ABORTED);
        }
    }

    @Override
    public Optional<TaskSnapshot> snapshot() {
        return snapshotOf(() -> null); // where it is only its thread knows
    }

    @Override
    protected void run(Worker worker) {
        throw new AssertionError("blocking work is in no worker's queue");
    }

    @Override
    void ended() {
        scheduler().config().hooks().taskEnded(id());
    }

    @Override
    boolean isSpawned() {
        return false; // see UnhandledPolicy
    }

    private Callable<? extends T> takeCall() {
        Callable<? extends T> taken = Objects.requireNonNull(call);
        call = null;
        return taken;
    }
}
