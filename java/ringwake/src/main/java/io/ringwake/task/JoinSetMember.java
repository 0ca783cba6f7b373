package io.ringwake.task;

import io.ringwake.future.Waker;
import org.jspecify.annotations.Nullable;

/**
 * One task of a {@link JoinSet}: the waker that the task's end calls, its place among the members,
 * and its place among those that have ended.
 */
final class JoinSetMember<T> implements Waker {
    private final TaskResult<T> task;
    private final EndedMembers<T> ended;

    // Plain: the owner of the set.
    @Nullable JoinSetMember<T> previous;
    @Nullable JoinSetMember<T> next;

    // Plain: written before the push that publishes it, then the owner's.
    @Nullable JoinSetMember<T> nextEnded;

    JoinSetMember(TaskResult<T> task, EndedMembers<T> ended) {
        this.task = task;
        this.ended = ended;
    }

    TaskResult<T> task() {
        return task;
    }

    /** The task has ended. Any thread, once. */
    @Override
    public void wake() {
        ended.push(this);
    }
}
