package io.ringwake.task;

import io.ringwake.future.Future;
import io.ringwake.scheduler.Priority;
import io.ringwake.scheduler.Scheduler;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task with a name, or that says where or how soon it is to be run; the others do not carry these
 * fields.
 */
final class PlacedTask<T> extends Task<T> {
    private final Priority priority;
    private final int worker;
    private final @Nullable String name;

    PlacedTask(
            Scheduler scheduler,
            Future<T> future,
            Priority priority,
            int worker,
            @Nullable String name) {
        super(scheduler, future, false);
        this.name = name;
        this.priority = priority;
        this.worker = worker;
    }

    @Override
    public Optional<String> name() {
        return Optional.ofNullable(name);
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
