package io.ringwake.async;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Suppressed;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.task.CurrentTask;
import io.ringwake.task.TaskLocalValues;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An async block in a class that the compiler has not seen: the body runs on a thread of its own,
 * and means the same. The thread runs only while the one that polls waits for it, so a block never
 * runs at the same time as what else is in its task, and its awaits are polled by the worker.
 *
 * <pre>
 *   poll()        starts the thread, or polls the child and answers the await with what it found;
 *                 then gives the turn to the body, and waits until that is given back
 *   body          runs; at an await it leaves the future as the child, gives the turn back, and
 *                 waits for the answer; at its end it leaves the result and gives the turn back
 * </pre>
 *
 * <p>A block that is neither polled to its end nor cancelled keeps its thread.
 *
 * @param <T> what the block ends with
 */
public final class ThreadBody<T> extends StateMachine<T> implements Runnable {
    private static final System.Logger LOGGER = System.getLogger("io.ringwake");

    private static final String NOT_PROCESSED =
            "{0} was not processed by the compiler of Ringwake, so its async blocks run on threads;"
                    + " said once, for the first of such classes";

    private static final AtomicBoolean SAID = new AtomicBoolean();

    private static final ThreadLocal<@Nullable ThreadBody<?>> CURRENT = new ThreadLocal<>();

    private final Callable<T> body;
    private final String writtenIn;

    // Whose turn it is. Volatile: all that follows is written before the turn is given and read
    // after it was got, by one thread at a time.
    private volatile boolean bodysTurn;

    private @Nullable Thread poller;
    private long taskId;
    private @Nullable Scheduler scheduler;
    private @Nullable TaskLocalValues locals;
    private @Nullable Object value;
    private @Nullable Throwable thrown;
    private boolean ended;

    // Volatile: read by those who ask where the block is.
    private volatile @Nullable Thread thread;

    /**
     * A block that has not begun.
     *
     * @param body what to run
     * @param lambda the class of the body as it was written, for messages
     */
    public ThreadBody(Callable<T> body, Class<?> lambda) {
        this.body = Objects.requireNonNull(body, "body");
        String name = lambda.getName();
        int suffix = name.indexOf("$$Lambda");
        this.writtenIn = suffix < 0 ? name : name.substring(0, suffix);
    }

    /**
     * Waits for the future, on the thread of a block.
     *
     * @throws IllegalStateException on any other thread
     * @throws Exception what the future failed with
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // null in a Future<Void> only
    public static <T> T await(Future<T> future) throws Exception {
        ThreadBody<?> block = CURRENT.get();
        if (block == null) {
            throw new IllegalStateException(
                    "await() outside of an async block: write it directly in the lambda that is"
                            + " given to async(), and have methods that wait return a future; a"
                            + " thread outside of the runtime calls Ringwake.blockOn(future)");
        }
        return (T) block.awaitAnswer(Objects.requireNonNull(future, "future"));
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        short before = state;
        if (before < 0) {
            throw notPollable();
        }
        state = RUNNING;
        if (before == NOT_STARTED) {
            begin();
        }
        while (!ended) {
            if (!pollChild(cx)) {
                state = 1;
                return Poll.pending();
            }
            runBody();
        }
        state = FINISHED;
        return result();
    }

    private void begin() {
        sayOnce();
        scheduler = Scheduler.currentOrNull();
        poller = Thread.currentThread();
        taskId = CurrentTask.id();
        locals = TaskLocalValues.here();
        bodysTurn = true;
        try {
            BodyThreads.start(this);
        } catch (Throwable noThread) {
            state = FINISHED;
            throw noThread;
        }
        Turn.await(() -> !bodysTurn);
    }

    private void sayOnce() {
        if (!SAID.getPlain() && SAID.compareAndSet(false, true)) {
            LOGGER.log(System.Logger.Level.DEBUG, NOT_PROCESSED, writtenIn);
        }
    }

    /** Whether the await has an answer. */
    private boolean pollChild(Context cx) {
        Future<?> waited = Objects.requireNonNull(child);
        try {
            if (!(waited.poll(cx) instanceof Poll.Ready<?> ready)) {
                return false;
            }
            value = ready.value();
            thrown = null;
        } catch (Throwable failure) {
            value = null;
            thrown = failure;
        }
        child = null;
        return true;
    }

    private void runBody() {
        poller = Thread.currentThread();
        taskId = CurrentTask.id();
        locals = TaskLocalValues.here();
        Thread waiting = thread;
        bodysTurn = true;
        Turn.give(waiting);
        Turn.await(() -> !bodysTurn);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // null in a Future<Void> only
    private Poll<T> result() throws Exception {
        Throwable failure = thrown;
        if (failure != null) {
            throw Suppressed.<Exception>asIs(failure);
        }
        return Poll.ready((T) value);
    }

    /** On the thread of the block: runs it. */
    @Override
    public void run() {
        thread = Thread.currentThread();
        CURRENT.set(this);
        CurrentTask.actFor(taskId);
        seeLocals();
        Scheduler before = scheduler == null ? null : scheduler.enter();
        Object result = null;
        Throwable failure = null;
        try {
            result = body.call();
        } catch (Throwable thrownByBody) {
            failure = thrownByBody;
        } finally {
            Scheduler.leave(before);
            TaskLocalValues.hide();
            CurrentTask.actFor(0);
            CURRENT.remove();
        }
        value = result;
        thrown = failure;
        ended = true;
        thread = null;
        giveBack();
    }

    /** On the thread of the block: waits for the answer. */
    private @Nullable Object awaitAnswer(Future<?> future) throws Exception {
        child = future;
        giveBack();
        Turn.await(() -> bodysTurn);
        seeLocals();
        CurrentTask.actFor(taskId);
        Throwable failure = thrown;
        if (failure != null) {
            thrown = null;
            throw Suppressed.<Exception>asIs(failure);
        }
        Object answer = value;
        value = null;
        return answer;
    }

    /** On the thread of the block: what the poll that waits for it sees. */
    private void seeLocals() {
        Objects.requireNonNull(locals).show();
        locals = null;
    }

    private void giveBack() {
        Thread waiting = poller; // before the turn: then it is the poller's to write
        bodysTurn = false;
        Turn.give(waiting);
    }

    /** Looked up on the stack of the thread: the innermost call of await(). */
    @Override
    protected String points() {
        Thread waiting = thread;
        StackTraceElement[] stack =
                waiting == null ? new StackTraceElement[0] : waiting.getStackTrace();
        for (int i = 0; i + 1 < stack.length; i++) {
            if (isAwait(stack[i]) && !isAwait(stack[i + 1])) {
                StackTraceElement at = stack[i + 1];
                return at.getFileName() + "\n" + at.getMethodName() + "\n" + at.getLineNumber();
            }
        }
        return writtenIn + "\nasync\n0";
    }

    private static boolean isAwait(StackTraceElement frame) {
        return frame.getMethodName().equals("await")
                && (frame.getClassName().equals(ThreadBody.class.getName())
                        || frame.getClassName().equals("io.ringwake.Async"));
    }
}
