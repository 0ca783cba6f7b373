package io.ringwake.task;

import io.ringwake.future.Waker;
import org.jspecify.annotations.Nullable;

/** A task's place in the list of its scope; woken when the task has ended. */
final class ScopeChild implements Waker {
    private final ScopeChildren children;
    private final TaskResult<?> task;

    /** Links; guarded by the lock of the list. */
    @Nullable ScopeChild previous;

    @Nullable ScopeChild next;

    ScopeChild(ScopeChildren children, TaskResult<?> task) {
        this.children = children;
        this.task = task;
    }

    TaskResult<?> task() {
        return task;
    }

    /** The task has ended; called once, by the one that ended it. */
    @Override
    public void wake() {
        children.ended(this);
    }
}
