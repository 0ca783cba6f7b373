package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.scheduler.Scheduler;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A runtime as an executor: each action is a task, which is to return soon, as a poll is. What an
 * action throws goes to the runtime's failure handler. Thread-safe.
 *
 * @param scheduler what runs the actions
 */
public record TaskExecutor(Scheduler scheduler) implements Executor {
    /**
     * Runs the action as a task. An action that was accepted is dropped if the runtime is closed
     * before it has begun.
     *
     * @throws RejectedExecutionException if the runtime is closed
     */
    @Override
    public void execute(Runnable action) {
        Action task = new Action(Objects.requireNonNull(action, "action"));
        Tasks.spawnOn(scheduler, task).detach();
        if (task.refused && scheduler.isClosed()) {
            throw new RejectedExecutionException("the runtime is closed");
        }
    }

    private static final class Action implements Future<Void> {
        private final Runnable action;

        // Volatile: the caller looks; another thread cancels if the runtime is closed meanwhile.
        private volatile boolean refused;

        Action(Runnable action) {
            this.action = action;
        }

        @Override
        public Poll<Void> poll(Context cx) {
            action.run();
            return Poll.done();
        }

        @Override
        public void cancel() {
            refused = true;
        }
    }
}
