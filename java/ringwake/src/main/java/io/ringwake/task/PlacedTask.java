package io.ringwake.task;

import io.ringwake.future.Future;
import io.ringwake.scheduler.Priority;
import io.ringwake.scheduler.Scheduler;

/** A task that says where or how soon it is to be run; the others do not carry these fields. */
final class PlacedTask<T> extends Task<T> {
    private final Priority priority;
    private final int worker;

    PlacedTask(Scheduler scheduler, Future<T> future, Priority priority, int worker) {
        super(scheduler, future, false);
        this.priority = priority;
        this.worker = worker;
    }

    @Override
    protected Priority priority() {
        return priority;
    }

    @Override
    protected int pinnedTo() {
        return worker;
    }
}
