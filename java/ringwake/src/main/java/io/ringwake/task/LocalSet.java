package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Finished;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Suppressed;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.TaskSnapshot;
import io.ringwake.scheduler.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that never run at the same time, for state that is not made for several threads. They are
 * polled inside the poll of this set, or of a future of {@link #runUntil}, and nowhere else; the
 * one task that drives the set may change its thread, unless it is pinned.
 *
 * <pre>{@code
 * LocalSet local = new LocalSet();
 * rt.blockOn(local.runUntil(Futures.lazy(() -> LocalSet.spawnLocal(session()))));
 * }</pre>
 *
 * <p>As a future it is ready when no task is left. Cancelling or closing it cancels all its tasks,
 * and aborts what is spawned later. It takes at most 61 turns of tasks a poll, so the rest of the
 * runtime goes on. Owned by one task or thread at a time; wakes and aborts come from any.
 */
public final class LocalSet implements Future<Void>, AutoCloseable {
    private static final int TURNS = 61;

    // Of the thread: set while a set is polled, read by spawnLocal() only.
    private static final ThreadLocal<@Nullable LocalSet> CURRENT = new ThreadLocal<>();

    private final Scheduler scheduler;
    private final LocalWakes queue = new LocalWakes();
    private final LocalContext context = new LocalContext();

    // Here because whoever lists sources keeps none of them.
    private final Supplier<List<TaskSnapshot>> dumped = this::snapshots;

    // Plain: the owner only, but see snapshots().
    private @Nullable LocalTask<?> first;
    private int size;
    private boolean closed;
    private boolean finished;
    private int pollsAround;

    /**
     * Makes an empty set of the current runtime.
     *
     * @throws IllegalStateException outside a runtime
     */
    public LocalSet() {
        this(Scheduler.current());
    }

    /** The same of a given scheduler. */
    public LocalSet(Scheduler scheduler) {
        this.scheduler = scheduler;
        scheduler.dumpAlso(dumped);
    }

    /**
     * Starts the future as a task of the set whose task is the caller.
     *
     * @throws IllegalStateException outside of a set
     */
    public static <T> JoinHandle<T> spawnLocal(Future<T> future) {
        LocalSet set = current();
        if (set == null) {
            throw new IllegalStateException(
                    "spawnLocal() outside of a LocalSet: call it inside LocalSet.runUntil(), or"
                            + " spawn() of a set");
        }
        return set.spawn(future);
    }

    /** That of the poll; those in the middle of which the thread runs others do not count. */
    private static @Nullable LocalSet current() {
        LocalSet set = CURRENT.get();
        return set != null && set.pollsAround == Worker.pollsAround() ? set : null;
    }

    /** The task of a set that the calling thread polls; null if there is none. */
    static @Nullable LocalTask<?> runningTask() {
        LocalSet set = current();
        return set == null ? null : set.context.running();
    }

    /** Starts the future as a task of this set; it runs while the set is driven. Owner only. */
    public <T> JoinHandle<T> spawn(Future<T> future) {
        LocalTask<T> task = new LocalTask<>(scheduler, this, future);
        add(task);
        scheduler.config().hooks().taskSpawned(task.id());
        if (closed) {
            task.callOff();
        } else {
            push(task); // a new task is NOTIFIED
        }
        return task;
    }

    /**
     * Returns a future that drives this set until the given one has ended, and ends as that. The
     * tasks that are left wait until the set is driven again. To cancel it leaves the set alone.
     */
    public <T> Future<T> runUntil(Future<T> future) {
        return new LocalRun<>(this, future);
    }

    /** How many of its tasks have not ended. Owner only. */
    public int size() {
        return size;
    }

    @Override
    public Poll<Void> poll(Context cx) {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        drive(cx);
        if (size > 0) {
            return Poll.pending();
        }
        finished = true;
        queue.attend();
        return Poll.done();
    }

    /** Runs tasks that were woken, and has the context's task woken for those that will be. */
    void drive(Context cx) {
        LocalSet outer = enter();
        try {
            queue.attend();
            for (int turn = 0; turn < TURNS; turn++) {
                LocalTask<?> task = queue.poll();
                if (task == null) {
                    break;
                }
                task.turn(context.begin(task, cx));
            }
        } finally {
            context.rest();
            leave(outer);
        }
        if (queue.isEmpty()) {
            queue.leave(cx.waker());
            if (queue.isEmpty()) {
                return;
            }
            queue.attend();
        }
        giveWay(cx);
    }

    /** Comes back after the other tasks and the reactor. */
    private static void giveWay(Context cx) {
        Worker worker = Worker.currentOrNull();
        if (worker != null) {
            worker.defer(cx.waker());
        } else {
            cx.waker().wake();
        }
    }

    /** Makes this the set of spawnLocal(). */
    @Nullable LocalSet enter() {
        LocalSet outer = CURRENT.get();
        CURRENT.set(this);
        pollsAround = Worker.pollsAround();
        return outer;
    }

    static void leave(@Nullable LocalSet outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /** Aborts all tasks and drives them to their end; later ones are aborted at once. */
    @Override
    public Poll<Void> pollCancel(Context cx) {
        if (!closed) {
            closed = true;
            for (LocalTask<?> task = first; task != null; task = task.next) {
                task.abort();
            }
        }
        if (finished) {
            return Poll.done();
        }
        drive(cx);
        if (size > 0) {
            return Poll.pending();
        }
        finished = true;
        queue.attend();
        return Poll.done();
    }

    /** Cancels all tasks; later ones are aborted at once. Owner only, also inside a task. */
    @Override
    public void cancel() {
        closed = true;
        finished = true;
        queue.attend();
        LocalSet outer = enter();
        Throwable failure = null;
        try {
            LocalTask<?> task = first;
            while (task != null) {
                LocalTask<?> following = task.next;
                failure = callOff(task, failure);
                task = following;
            }
        } finally {
            leave(outer);
        }
        if (failure != null) {
            throw Suppressed.<RuntimeException>asIs(failure);
        }
    }

    private static @Nullable Throwable callOff(LocalTask<?> task, @Nullable Throwable before) {
        try {
            task.callOff();
            return before;
        } catch (Throwable failure) {
            return Suppressed.add(before, failure);
        }
    }

    /** The same as {@link #cancel}. */
    @Override
    public void close() {
        cancel();
    }

    /** Queues a task whose NOTIFIED the caller has set. Any thread. */
    void push(LocalTask<?> task) {
        queue.push(task);
    }

    /**
     * What the tasks are doing. Any thread, so the links may be old: a link leads to an older task
     * or to none, also that of a task which has ended, so this misses some at worst.
     */
    private List<TaskSnapshot> snapshots() {
        List<TaskSnapshot> found = new ArrayList<>();
        for (LocalTask<?> task = first; task != null; task = task.next) {
            task.snapshot().ifPresent(found::add);
        }
        return found;
    }

    private void add(LocalTask<?> task) {
        LocalTask<?> head = first;
        task.next = head;
        if (head != null) {
            head.previous = task;
        }
        first = task;
        size++;
    }

    /** The task has ended. */
    void remove(LocalTask<?> task) {
        LocalTask<?> before = task.previous;
        LocalTask<?> after = task.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
        task.previous = null;
        size--;
    }
}
