package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Finished;
import io.ringwake.future.Poll;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.UnhandledPolicy;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a task ends with, and its owner's view of that: the handle. How the task gets there is up to
 * the subclass.
 *
 * <p>The outcome is written by whoever holds RUNNING in the state word, before DONE, and read after
 * it.
 */
abstract class TaskResult<T> extends TaskJoiners implements JoinHandle<T> {
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final long id = LAST_ID.incrementAndGet();
    private final Scheduler scheduler;

    // Plain: guarded by RUNNING and DONE, see the class comment.
    private @Nullable Object outcome;

    // Plain: a handle is polled by one task at a time.
    private boolean resultTaken;

    TaskResult(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    final Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public final long id() {
        return id;
    }

    /** RUNNING is held: the task ends with the failure. */
    final void fail(Throwable failure) {
        Outcome.Failed failed =
                new Outcome.Failed(failure, scheduler.failures().add(this, id, failure));
        boolean detached = finish(failed);
        if (endsRuntime(failure)) {
            failed.ticket().report();
            scheduler.close();
        } else if (detached) {
            failed.ticket().report();
        }
    }

    private boolean endsRuntime(Throwable failure) {
        return scheduler.config().unhandledPolicy() == UnhandledPolicy.SHUT_DOWN
                && isSpawned()
                && !(failure instanceof CancellationException);
    }

    /** Whether nobody but the holder of a handle waits for the task. */
    abstract boolean isSpawned();

    /**
     * RUNNING is held: stores the outcome and tells who waits; returns whether the task was
     * detached.
     */
    final boolean finish(@Nullable Object result) {
        outcome = result;
        boolean detached = complete();
        ended();
        try {
            wakeJoiners();
        } catch (Throwable ofWaker) {
            scheduler.failures().add(this, id, ofWaker).report();
        }
        return detached;
    }

    /** The task is DONE; called once, before those that wait are woken. */
    abstract void ended();

    @Override
    public final Poll<T> poll(Context cx) throws Exception {
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
    public final T join() throws Exception {
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
            TaskResult.<RuntimeException>throwAsIs(failed.failure());
        }
        if (found == Outcome.Aborted.ABORTED) {
            throw new CancellationException("task " + id + " was aborted");
        }
        return (T) found;
    }

    @Override
    public final void detach() {
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
    public final String toString() {
        return "Task " + id + (isFinished() ? " (finished)" : "");
    }
}
