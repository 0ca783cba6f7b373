package io.ringwake.task;

import io.ringwake.future.Future;
import io.ringwake.future.Suppressed;
import io.ringwake.future.Waker;
import io.ringwake.future.WakerSlot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The children of a {@link TaskScope} that have not ended, and the first failure among them.
 *
 * <p>The list, the failure and the state are guarded by the lock, which is held for a few steps and
 * never while a task is aborted or a waker called: both may come back here. The scope's body
 * registers its waker before it looks under the lock, and a child that ends is removed under the
 * lock before the waker is looked for, so one of them sees the other.
 */
final class ScopeChildren extends WakerSlot {
    private enum State {
        OPEN,
        /** Whoever is there or comes is aborted. */
        CANCELLED
    }

    private final boolean failuresCount;
    private final ReentrantLock lock = new ReentrantLock();
    private State state = State.OPEN;
    private @Nullable ScopeChild first;
    private @Nullable Throwable failure;

    ScopeChildren(boolean failuresCount) {
        this.failuresCount = failuresCount;
    }

    <T> JoinHandle<T> add(TaskResult<T> task) {
        ScopeChild child = new ScopeChild(this, task);
        boolean abort;
        lock.lock();
        try {
            link(child);
            abort = state == State.CANCELLED;
        } finally {
            lock.unlock();
        }
        if (abort) {
            task.abort();
        }
        task.whenFinished(child);
        return task;
    }

    /** The child's task is DONE. */
    void ended(ScopeChild child) {
        Throwable thrown = failuresCount ? child.task().failure() : null;
        boolean cancel = false;
        boolean wake;
        lock.lock();
        try {
            unlink(child);
            if (thrown != null) {
                cancel = record(thrown);
            }
            wake = first == null || cancel;
        } finally {
            lock.unlock();
        }
        if (thrown != null) {
            child.task().markSeen(); // it is the scope that throws it
        }
        if (cancel) {
            abortAll();
        }
        if (wake) {
            wakeRegistered();
        }
    }

    /** The body has failed. */
    void fail(Throwable thrown) {
        lock.lock();
        try {
            record(thrown);
        } finally {
            lock.unlock();
        }
        abortAll();
    }

    /** Under the lock; returns whether this is what cancels the scope. */
    private boolean record(Throwable thrown) {
        boolean first = failure == null;
        if (first) {
            failure = thrown;
        } else if (!(thrown instanceof CancellationException)) {
            // A cancelled sibling that was waited for is a consequence and not another failure.
            Suppressed.add(failure, thrown);
        }
        state = State.CANCELLED;
        return first;
    }

    /** Whoever is there is aborted, and so is whoever comes. */
    void cancel() {
        lock.lock();
        try {
            state = State.CANCELLED;
        } finally {
            lock.unlock();
        }
        abortAll();
    }

    void abortAll() {
        List<TaskResult<?>> tasks = new ArrayList<>();
        lock.lock();
        try {
            for (ScopeChild child = first; child != null; child = child.next) {
                tasks.add(child.task());
            }
        } finally {
            lock.unlock();
        }
        tasks.forEach(TaskResult::abort);
    }

    /** The first failure; null for none. */
    @Nullable Throwable failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the scope if no child is left: whoever comes later is aborted. */
    boolean endIfEmpty() {
        lock.lock();
        try {
            if (first != null) {
                return false;
            }
            state = State.CANCELLED;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Registers who is to be woken when the last child has ended or the first has failed. */
    void watch(Waker waker) {
        register(waker);
    }

    /**
     * The handles of those that are there, the first one first. Any thread and without the lock: a
     * link leads to an older child or to none, so this misses some at worst.
     */
    List<Future<?>> seen() {
        List<Future<?>> found = new ArrayList<>();
        for (ScopeChild child = first; child != null; child = child.next) {
            found.add(child.task());
        }
        Collections.reverse(found);
        return found;
    }

    private void link(ScopeChild child) {
        ScopeChild head = first;
        child.next = head;
        if (head != null) {
            head.previous = child;
        }
        first = child;
    }

    private void unlink(ScopeChild child) {
        ScopeChild before = child.previous;
        ScopeChild after = child.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
    }
}
