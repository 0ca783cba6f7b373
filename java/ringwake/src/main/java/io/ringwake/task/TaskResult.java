package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.FutureChain;
import io.ringwake.future.Poll;
import io.ringwake.future.Suppressed;
import io.ringwake.future.Traced;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.TaskSnapshot;
import io.ringwake.scheduler.UnhandledPolicy;
import io.ringwake.scheduler.UnseenFailures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a task ends with, and its owner's view of that: the handle. How the task gets there is up to
 * the subclass.
 *
 * <p>The outcome is written by whoever holds RUNNING in the state word, before DONE, and read after
 * it.
 */
abstract class TaskResult<T> extends TaskJoiners implements JoinHandle<T>, Traced {
    private static final AtomicLong LAST_ID = new AtomicLong();

    private static final String RESULT_TAKEN =
            "the handle of %s has no result to give: it was given already, or the handle was"
                    + " detached, or belongs to a join set";

    private final long id = LAST_ID.incrementAndGet();
    private final Scheduler scheduler;

    // Plain: guarded by RUNNING and DONE, see the class comment.
    private @Nullable Object outcome;

    // Plain: a handle is polled by one task at a time. Also set when a join set gets the result.
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
        Outcome.Failed failed = new Outcome.Failed(failure, ticketOf(failure));
        boolean detached = finish(failed);
        if (endsRuntime(failure)) {
            failed.ticket().report();
            scheduler.close();
        } else if (detached) {
            failed.ticket().report();
        }
    }

    private UnseenFailures.Ticket ticketOf(Throwable failure) {
        return scheduler.failures().add(this, id, described(), failure);
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
            ticketOf(ofWaker).report();
        }
        return detached;
    }

    /** The task is DONE; called once, before those that wait are woken. */
    abstract void ended();

    @Override
    public final Poll<T> poll(Context cx) throws Exception {
        return pollFinished(cx) ? Poll.ready(result()) : Poll.pending();
    }

    /** Whether the task is DONE and the poll may take its result; otherwise the poll waits. */
    final boolean pollFinished(Context cx) {
        if (resultTaken) {
            throw new IllegalStateException(RESULT_TAKEN.formatted(described()));
        }
        if (!isFinished()) {
            setPoller(cx.waker());
            if (!isFinished()) {
                return false;
            }
        }
        if (!cx.proceed()) {
            return false;
        }
        resultTaken = true;
        return true;
    }

    /**
     * A join set gets the result instead of who has the handle.
     *
     * @throws IllegalStateException if somebody has got it before
     */
    final void giveResultAway() {
        if (resultTaken) {
            throw new IllegalStateException(RESULT_TAKEN.formatted(described()));
        }
        resultTaken = true;
    }

    @Override
    public final Future<TaskEnd<T>> outcome() {
        return new EndFuture<>(this);
    }

    @Override
    public final CompletableFuture<T> toCompletableFuture() {
        return TaskCompletableFuture.of(this);
    }

    @Override
    public Optional<String> name() {
        return Optional.empty();
    }

    @Override
    public final T join() throws Exception {
        if (!isFinished()) {
            refuseToBlock();
            scheduler.awaitInPlace(this);
            BlockedJoiner.await(this);
        }
        return result();
    }

    @Override
    public final T joinWithin(Duration atMost) throws Exception {
        if (!isFinished()) {
            refuseToBlock();
            if (!BlockedJoiner.await(this, atMost)) {
                throw new TimeoutException(this + " has not ended within " + atMost);
            }
        }
        return result();
    }

    private static void refuseToBlock() {
        Scheduler.refuseInsideRuntime(
                "JoinHandle.join()", "await the handle, which is a future, instead");
    }

    /** The task is DONE: how, which its owner has seen then. */
    @SuppressWarnings({"unchecked", "NullAway"}) // written by finish(); null in a Future<Void> only
    final TaskEnd<T> end() {
        Object found = outcome;
        if (found instanceof Outcome.Failed failed) {
            failed.ticket().seen();
            return new TaskEnd.NoValue<>(new JoinError(described(), id, failed.failure()));
        }
        if (found == Outcome.Aborted.ABORTED) {
            return new TaskEnd.NoValue<>(new JoinError(described(), id, null));
        }
        return new TaskEnd.Value<>(id, (T) found);
    }

    /** The task is DONE: what it threw, which counts as not seen yet; null if it did not throw. */
    final @Nullable Throwable failure() {
        return outcome instanceof Outcome.Failed failed ? failed.failure() : null;
    }

    /** The task is DONE: its failure, if there is one, is not reported any more. */
    final void markSeen() {
        if (outcome instanceof Outcome.Failed failed) {
            failed.ticket().seen();
        }
    }

    /** The task is DONE: its value, or throws. */
    @SuppressWarnings({"unchecked", "NullAway"}) // written by finish(); null in a Future<Void> only
    final T result() throws Exception {
        Object found = outcome;
        if (found instanceof Outcome.Failed failed) {
            failed.ticket().seen();
            throw Suppressed.<RuntimeException>asIs(failed.failure());
        }
        if (found == Outcome.Aborted.ABORTED) {
            throw new CancellationException(described() + " was aborted");
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

    /** What the task is doing; the future is where it waits, unless it runs. Any thread. */
    final Optional<TaskSnapshot> snapshotOf(Supplier<@Nullable Future<?>> future) {
        TaskSnapshot.State before = look();
        List<String> chain = List.of();
        if (before != TaskSnapshot.State.RUNNING) {
            // Not ours to read: what is found counts only if no turn was seen before and after.
            chain = FutureChain.of(future.get());
            if (look() != before) {
                before = TaskSnapshot.State.RUNNING;
                chain = List.of();
            }
        }
        return isFinished()
                ? Optional.empty()
                : Optional.of(new TaskSnapshot(id, name(), before, chain));
    }

    /** The handle of another task: what that waits for is found with it. */
    @Override
    public final String where() {
        return described();
    }

    @Override
    public final List<Future<?>> waitsFor() {
        return List.of();
    }

    private String described() {
        return "task " + id + name().map(name -> " \"" + name + "\"").orElse("");
    }

    @Override
    public final String toString() {
        return "T" + described().substring(1) + (isFinished() ? " (finished)" : "");
    }
}
