package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Finished;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.Worker;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A spawned future: its holder, its waker, its handle and its place in the queues in one object.
 *
 * <p>The future belongs to whoever holds RUNNING in the state word; the outcome is written by that
 * worker before DONE and read after it.
 */
final class Task<T> extends TaskJoiners implements JoinHandle<T>, Waker {
    private static final String NULL_POLL = "poll() returned null";
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final long id = LAST_ID.incrementAndGet();
    private final Scheduler scheduler;

    // Plain: guarded by RUNNING, see the class comment.
    private @Nullable Future<T> future;
    private @Nullable Object outcome;

    // Plain: a handle is polled by one task at a time.
    private boolean resultTaken;

    Task(Scheduler scheduler, Future<T> future) {
        this.scheduler = scheduler;
        this.future = Objects.requireNonNull(future, "future");
    }

    /** Starts a future as a task; if the scheduler is closed the task is aborted at once. */
    static <T> Task<T> start(Scheduler scheduler, Future<T> future) {
        Task<T> task = new Task<>(scheduler, future);
        if (scheduler.adopt(task)) {
            scheduler.schedule(task);
        } else if (task.beginPoll() == Begin.POLL) {
            task.cancelFuture();
        }
        return task;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public void wake() {
        if (setNotified()) {
            scheduler.schedule(this);
        }
    }

    @Override
    public void abort() {
        if (requestCancel()) {
            scheduler.schedule(this);
        }
    }

    @Override
    protected void run(Worker worker) {
        switch (beginPoll()) {
            case POLL -> pollFuture(worker);
            case CANCEL -> cancelFuture();
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
            fail(failure);
            return;
        }
        if (result instanceof Poll.Ready<T> ready) {
            finish(ready.value());
            return;
        }
        switch (endPoll()) {
            case QUEUE -> scheduler.schedule(this);
            case CANCEL -> cancelFuture();
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

    private void cancelFuture() {
        try {
            Objects.requireNonNull(future).cancel();
        } catch (Throwable failure) {
            fail(failure);
            return;
        }
        finish(Outcome.Aborted.ABORTED);
    }

    private void fail(Throwable failure) {
        Outcome.Failed failed =
                new Outcome.Failed(failure, scheduler.failures().add(this, id, failure));
        if (finish(failed)) {
            failed.ticket().report();
        }
    }

    /** Stores the outcome and tells who waits; returns whether the task was detached. */
    private boolean finish(@Nullable Object result) {
        outcome = result;
        future = null;
        boolean detached = complete();
        scheduler.release(this);
        try {
            wakeJoiners();
        } catch (Throwable ofWaker) {
            scheduler.failures().add(this, id, ofWaker).report();
        }
        return detached;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        if (resultTaken) {
            throw Finished.polledAgain(this);
        }
        if (!isFinished()) {
            setPoller(cx.waker());
            if (!isFinished()) {
                return Poll.pending();
            }
        }
        if (!cx.proceed()) {
            return Poll.pending();
        }
        resultTaken = true;
        return Poll.ready(result());
    }

    @Override
    public T join() throws Exception {
        if (!isFinished()) {
            Scheduler.refuseInsideRuntime(
                    "JoinHandle.join()", "await the handle, which is a future, instead");
            Thread caller = Thread.currentThread();
            whenFinished(() -> LockSupport.unpark(caller));
            while (!isFinished()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LockSupport.park(this);
            }
        }
        return result();
    }

    /** The task is DONE: its value, or throws. */
    @SuppressWarnings({"unchecked", "NullAway"}) // written by finish(); null in a Future<Void> only
    private T result() throws Exception {
        Object found = outcome;
        if (found instanceof Outcome.Failed failed) {
            failed.ticket().seen();
            Task.<RuntimeException>throwAsIs(failed.failure());
        }
        if (found == Outcome.Aborted.ABORTED) {
            throw new CancellationException("task " + id + " was aborted");
        }
        return (T) found;
    }

    @Override
    public void detach() {
        resultTaken = true;
        setPoller(null);
        if (setDetached() && outcome instanceof Outcome.Failed failed) {
            failed.ticket().report();
        }
    }

    /** Throws any Throwable where the signature names exceptions only: the task's own object. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void throwAsIs(Throwable failure) throws E {
        throw (E) failure;
    }

    @Override
    public String toString() {
        return "Task " + id + (isFinished() ? " (finished)" : "");
    }
}
