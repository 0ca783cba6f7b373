package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.scheduler.Scheduler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Tasks whose ends are awaited together, in the order in which they end. Adding a task, its end,
 * and taking that out cost constant time, however many there are.
 *
 * <p>A set has one owner: it is not thread-safe, while its tasks run wherever they are run. {@link
 * #close} aborts what is left; a set that is dropped without that leaves its tasks running.
 *
 * @param <T> what the tasks end with
 */
public final class JoinSet<T> implements AutoCloseable {
    private EndedMembers<T> ended = new EndedMembers<>();
    private @Nullable JoinSetMember<T> first;
    private int size;
    private boolean closed;

    /** Makes an empty set. */
    public JoinSet() {}

    /**
     * Starts the future as a task of the current runtime, and adds it.
     *
     * @throws IllegalStateException outside a runtime, or if the set is closed
     */
    public AbortHandle spawn(Future<T> future) {
        checkOpen();
        return add(Tasks.spawn(future));
    }

    /**
     * The same on a given scheduler.
     *
     * @throws IllegalStateException if the set is closed
     */
    public AbortHandle spawnOn(Scheduler scheduler, Future<T> future) {
        checkOpen();
        return add(Tasks.spawnOn(scheduler, future));
    }

    /**
     * Makes the call on a blocking thread as {@link Tasks#spawnBlocking} does, and adds that.
     *
     * @throws IllegalStateException outside a runtime, or if the set is closed
     */
    public AbortHandle spawnBlocking(Callable<? extends T> call) {
        checkOpen();
        return add(Tasks.spawnBlocking(call));
    }

    /**
     * Starts the future as a task of the {@link LocalSet} whose task is the caller, and adds it.
     *
     * @throws IllegalStateException outside of a local set, or if this set is closed
     */
    public AbortHandle spawnLocal(Future<T> future) {
        checkOpen();
        return add(LocalSet.spawnLocal(future));
    }

    /**
     * The same in a given local set, whose owner the caller is.
     *
     * @throws IllegalStateException if this set is closed
     */
    public AbortHandle spawnLocalOn(LocalSet local, Future<T> future) {
        checkOpen();
        return add(local.spawn(future));
    }

    /** Starts all the futures, see {@link #spawn}. */
    public void spawnAll(Iterable<? extends Future<T>> futures) {
        for (Future<T> each : futures) {
            spawn(each);
        }
    }

    /**
     * Adds a task that was started elsewhere, by a {@link TaskBuilder} for instance. Its handle
     * belongs to the set from now on: it cannot be added a second time, here or elsewhere, nor be
     * awaited.
     *
     * @throws IllegalStateException if the set is closed, or the handle has been added to a set,
     *     awaited to its end, or detached before
     */
    public AbortHandle add(JoinHandle<T> handle) {
        checkOpen();
        if (!(handle instanceof TaskResult<T> task)) {
            throw new IllegalArgumentException("not a task of a runtime: handle=" + handle);
        }
        task.giveResultAway();
        JoinSetMember<T> member = new JoinSetMember<>(task, ended);
        link(member);
        task.whenFinished(member);
        return task;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the join set is closed");
        }
    }

    /** How many tasks were added and not given out yet, ended or not. */
    public int size() {
        return size;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * Returns a future that waits for the next task to end and takes it out of the set; empty when
     * the set is. It does not fail when the task has. Cancelling it loses nothing.
     */
    public Future<Optional<TaskEnd<T>>> joinNext() {
        return new JoinSetNext<>(this);
    }

    /** Takes out the next task that has ended, without waiting; empty if there is none. */
    public Optional<TaskEnd<T>> tryJoinNext() {
        return Optional.ofNullable(takeEnded()).map(TaskResult::end);
    }

    /**
     * Returns a future that takes out all tasks and is ready with their values, in the order in
     * which they ended. The first that failed or was aborted makes it throw what {@link
     * TaskEnd#get} throws; the others are then aborted and let go. Cancelling it loses the values
     * it has taken, and leaves the other tasks in the set.
     */
    public Future<List<T>> joinAll() {
        return new JoinSetValues<>(this);
    }

    /** Asks all tasks to end; they stay in the set until they are joined. */
    public void abortAll() {
        for (JoinSetMember<T> each = first; each != null; each = each.next) {
            each.task().abort();
        }
    }

    /**
     * Returns a future that aborts all tasks and is ready when they have ended and the set is
     * empty. What they fail with goes to the failure handler.
     */
    public Future<Void> shutdown() {
        return new JoinSetShutdown(this);
    }

    /** Lets all tasks go: they run on, and are no longer in the set. */
    public void detachAll() {
        EndedMembers<T> before = ended;
        ended = new EndedMembers<>(); // those that are let go report to the one before
        JoinSetMember<T> each = first;
        first = null;
        size = 0;
        while (each != null) {
            each.task().detach();
            each = each.next;
        }
        before.wakeOwner();
    }

    /**
     * Aborts all tasks and lets them go, without waiting until they have ended. Failures go to the
     * failure handler. The second call has no effect.
     */
    @Override
    public void close() {
        closed = true;
        abortAll();
        detachAll();
    }

    /** Whether there is nothing to wait for: a task has ended, or there are none. */
    boolean pollAnyEnded(Context cx) {
        if (size > 0 && !ended.hasNextOrRegister(cx.waker())) {
            return false;
        }
        return cx.proceed();
    }

    /** One step of {@link #joinNext}. */
    Poll<Optional<TaskEnd<T>>> pollNext(Context cx) {
        return pollAnyEnded(cx) ? Poll.ready(tryJoinNext()) : Poll.pending();
    }

    /** Takes out one that has ended; null if there is none. */
    @Nullable TaskResult<T> takeEnded() {
        JoinSetMember<T> member = ended.take();
        if (member == null) {
            return null;
        }
        unlink(member);
        return member.task();
    }

    private void link(JoinSetMember<T> member) {
        member.next = first;
        if (first != null) {
            first.previous = member;
        }
        first = member;
        size++;
    }

    private void unlink(JoinSetMember<T> member) {
        JoinSetMember<T> previous = member.previous;
        JoinSetMember<T> next = member.next;
        if (previous == null) {
            first = next;
        } else {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        member.previous = null;
        member.next = null;
        size--;
    }

    @Override
    public String toString() {
        return "JoinSet[size=" + size + (closed ? ", closed]" : "]");
    }
}
