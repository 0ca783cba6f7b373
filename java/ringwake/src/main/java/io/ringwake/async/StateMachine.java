package io.ringwake.async;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.FutureChain;
import io.ringwake.future.Poll;
import io.ringwake.future.Suppressed;
import io.ringwake.future.Traced;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.Worker;
import io.ringwake.task.Tasks;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What the compiler makes of an async block: a future whose {@link #poll} goes on behind the await
 * at which the block waits. Superclass of generated classes, not for use by hand; its fields are
 * public because the code of the block stays in the class it was written in.
 *
 * <pre>
 *   state    0         not started
 *            k > 0     suspended at await k, which waits for child
 *            RUNNING   inside poll()
 *            FINISHED  the block has returned, thrown, or was cancelled before it began
 * </pre>
 *
 * <p><b>Cancelling.</b> A block that was not started never runs. A suspended one first has its
 * child cancelled, and then meets a {@link CancellationException} at the await (or what the child
 * threw while it was cancelled): its finally blocks and resources run, and may await. {@link
 * #pollCancel} drives that to its end. A {@link CancellationException} that comes out, or a value,
 * ends it quietly, unless closing a resource has added a failure to the exception; whatever else
 * the block throws then is thrown by the call.
 *
 * <p>{@link #cancel}, which cannot wait, has the rest of such a clean-up run as a task of the
 * current runtime, to whose failure handler its failures go. Outside of a runtime, in one that is
 * being closed, and when the clean-up itself is cancelled, the next await of the clean-up meets the
 * exception as well.
 *
 * @param <T> what the block ends with
 */
public abstract class StateMachine<T> implements Future<T>, Traced {
    /** The {@link #state} of a block that has not begun. */
    public static final short NOT_STARTED = 0;

    /** The {@link #state} inside poll(). */
    public static final short RUNNING = -1;

    /** The {@link #state} of a block that has ended. */
    public static final short FINISHED = -2;

    /** How many awaits of a block that cannot wait any more meet the exception. */
    private static final int CANCELS_MAX = 64;

    private static final System.Logger LOGGER = System.getLogger("io.ringwake");

    private static final String ABANDONED =
            "{0} awaits again and again although it is cancelled each time, and is left as it is";

    /** Where the block is. Read and written by the generated code, inside poll(). */
    public short state;

    // These two are beside the state for the sake of the object's size.

    /** The child has been cancelled; polls are of the clean-up. */
    private boolean cleaning;

    /** A task has the clean-up: nothing else is touched here any more. Plain: the owner's. */
    private boolean given;

    /** What the suspended block waits for. Read and written by the generated code. */
    public @Nullable Future<?> child;

    /** For generated classes. */
    protected StateMachine() {}

    /**
     * Where the awaits are: file, name of the block, and the line of each await from the first, as
     * {@code "Server.java\nserve\n12,15,18"}. A constant.
     */
    protected abstract String points();

    /** What poll() throws for a block that has ended, or that is being polled already. */
    public final IllegalStateException notPollable() {
        return new IllegalStateException(
                state == RUNNING
                        ? this + " polled or cancelled inside its own poll"
                        : this
                                + " polled after it had finished: a future is not polled again once"
                                + " it was ready, has thrown or was cancelled");
    }

    @Override
    public final Poll<Void> pollCancel(Context cx) throws Exception {
        if (endUnlessSuspended()) {
            return Poll.done();
        }
        if (!cleaning) {
            try {
                if (!Objects.requireNonNull(child).pollCancel(cx).isReady()) {
                    return Poll.pending();
                }
                child = CancelledAwait.QUIET;
            } catch (Throwable failure) {
                child = new CancelledAwait(failure);
            }
            cleaning = true;
        }
        return pollCleanUp(cx) ? Poll.done() : Poll.pending();
    }

    /** One poll of the clean-up; whether it has ended. */
    private boolean pollCleanUp(Context cx) throws Exception {
        try {
            return poll(cx).isReady();
        } catch (CancellationException cancelled) {
            if (cancelled.getSuppressed().length > 0) {
                throw cancelled; // closing something has failed
            }
            return true;
        }
    }

    @Override
    public final void cancel() {
        if (given || endUnlessSuspended()) {
            return;
        }
        Worker worker = Worker.currentOrNull();
        // The worker's own, whichever runtime its task has entered: what the block awaits is there.
        Scheduler scheduler = worker != null ? worker.scheduler() : Scheduler.currentOrNull();
        if (scheduler == null || scheduler.isClosed()) {
            cancelUntilEnded();
        } else if (worker == null || !cancelHere()) {
            giveTo(scheduler); // a thread that is no worker can poll none of the runtime's futures
        }
    }

    private void giveTo(Scheduler scheduler) {
        given = true;
        Tasks.spawnOn(scheduler, new CleanUp(this)).detach();
    }

    /** Has the await at which the block waits meet the exception; whether the block has ended. */
    final boolean cancelHere() {
        try {
            Objects.requireNonNull(child).cancel();
            child = CancelledAwait.QUIET;
        } catch (Throwable failure) {
            child = new CancelledAwait(failure);
        }
        cleaning = true;
        try {
            return pollCleanUp(new UnwatchedContext());
        } catch (Throwable failure) {
            throw Suppressed.<RuntimeException>asIs(failure);
        }
    }

    /** The same for each await that is left. */
    final void cancelUntilEnded() {
        for (int i = 0; state != FINISHED && i < CANCELS_MAX; i++) {
            cancelHere();
        }
        if (state != FINISHED) {
            LOGGER.log(System.Logger.Level.WARNING, ABANDONED, this);
            state = FINISHED;
            child = null;
        }
    }

    /** Whether the block has ended, now that it was asked to. */
    private boolean endUnlessSuspended() {
        if (state == RUNNING) {
            throw notPollable();
        }
        if (state == NOT_STARTED) {
            state = FINISHED;
        }
        return state == FINISHED;
    }

    @Override
    public final String where() {
        return toString();
    }

    @Override
    public final List<Future<?>> waitsFor() {
        return Traced.present(child);
    }

    /** Where the block waits, and what it awaits there waits; see {@link Traced}. */
    public final List<String> chain() {
        return FutureChain.of(this);
    }

    @Override
    public final String toString() {
        return AwaitPoint.of(points(), state).toString();
    }
}
