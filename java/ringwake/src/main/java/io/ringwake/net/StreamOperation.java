package io.ringwake.net;

import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoMapping;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.reactor.Operation;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import org.jspecify.annotations.Nullable;

/**
 * One kind of operation of a stream, and the future of it: one object, used again and again.
 *
 * <pre>
 *          request()          poll()            complete()            poll()
 *   IDLE -----------> REQUESTED ----> SUBMITTED -----------> COMPLETED ----> IDLE
 *                        ^ |           |     ^  short of memory
 *     an abandoned one   +-+           v     |  for a moment
 *     is still in flight              BACKING_OFF
 * </pre>
 *
 * <p>cancel() leads to IDLE from everywhere. From SUBMITTED it leaves the operation in flight and
 * <em>abandoned</em>: a new request may be made, and waits for the terminal completion, which goes
 * to {@link #settle}.
 *
 * <p>All of it belongs to the thread of the reactor.
 */
abstract class StreamOperation<T> extends Operation implements Future<T> {
    private enum State {
        IDLE,
        REQUESTED,
        SUBMITTED,
        COMPLETED,
        BACKING_OFF
    }

    final TcpStream stream;
    private State state = State.IDLE;
    private boolean abandoned;
    private int result;
    private @Nullable Waker waker;
    private @Nullable Backoff backoff;

    StreamOperation(TcpStream stream) {
        super(stream.descriptor());
        this.stream = stream;
    }

    /** What it is called in messages. */
    abstract String verb();

    /**
     * Starts a request while nothing is in flight: is ready at once, or calls {@link #submit} and
     * is pending.
     */
    abstract Poll<T> begin(Context cx) throws Exception;

    /** Ends a request with the result of its operation. */
    abstract Poll<T> end(int result) throws Exception;

    /** Takes the result of an abandoned operation. */
    abstract void settle(int result);

    /**
     * Looks at a successful result on the reactor's side; true to submit again without telling the
     * task.
     */
    boolean wantsMore(int result) {
        return false;
    }

    /** Makes a request; its future is this. */
    final void request() {
        if (state != State.IDLE) {
            throw new IllegalStateException(
                    this + " is under way: one at a time; poll it to its end or cancel it first");
        }
        state = State.REQUESTED;
    }

    /** Whether a request is under way. */
    final boolean isRequested() {
        return state != State.IDLE;
    }

    @Override
    public final Poll<T> poll(Context cx) throws Exception {
        return switch (state) {
            case IDLE -> throw new IllegalStateException(this + " was polled after its end");
            case REQUESTED -> start(cx);
            case SUBMITTED -> waitFor(cx);
            case COMPLETED -> finish(cx);
            case BACKING_OFF -> backOff(cx);
        };
    }

    private Poll<T> start(Context cx) throws Exception {
        if (isInFlight() && stream.isOpen()) {
            return waitFor(cx);
        }
        try {
            stream.checkUsable();
            Poll<T> poll = begin(cx);
            if (poll.isReady()) {
                state = State.IDLE;
            }
            return poll;
        } catch (Exception | Error e) {
            state = State.IDLE;
            throw e;
        }
    }

    private Poll<T> waitFor(Context cx) {
        waker = cx.waker();
        return Poll.pending();
    }

    /** Gives the operation to the reactor; for {@link #begin}. */
    final Poll<T> submit(Context cx) {
        try {
            stream.reactor().submit(this);
        } catch (IllegalStateException e) {
            settle(cancelled());
            throw e;
        }
        state = State.SUBMITTED;
        return waitFor(cx);
    }

    private Poll<T> finish(Context cx) throws Exception {
        if (!cx.proceed()) {
            return Poll.pending();
        }
        state = State.IDLE;
        return end(result);
    }

    @Override
    protected final void complete(int completed, int flags) {
        if (abandoned) {
            abandoned = false;
            settle(completed);
            if (state == State.REQUESTED) {
                wake();
            }
            return;
        }
        int ended = completed;
        if (completed < 0 ? retry(completed) : wantsMore(completed)) {
            if (state == State.BACKING_OFF || resubmit()) {
                return;
            }
            ended = cancelled();
        }
        result = ended;
        state = State.COMPLETED;
        wake();
    }

    private boolean resubmit() {
        if (!stream.isOpen()) {
            return false;
        }
        try {
            stream.reactor().submit(this);
            return true;
        } catch (IllegalStateException e) {
            return false; // the descriptor or the reactor is closing: ends as cancelled
        }
    }

    /** Whether the failure is one to try again after: at once, or in BACKING_OFF. */
    private boolean retry(int failure) {
        ErrnoTable errnos = ErrnoTable.platform();
        if (errnos.is(failure, Errno.EINTR)) {
            return true;
        }
        if (!stream.isOpen() || !isShortage(errnos, failure)) {
            return false;
        }
        if (backoff == null) {
            backoff = Backoff.ofTransfers();
        }
        if (!backoff.begin()) {
            return false;
        }
        state = State.BACKING_OFF;
        wake();
        return true;
    }

    private static boolean isShortage(ErrnoTable errnos, int failure) {
        return errnos.is(failure, Errno.ENOBUFS)
                || errnos.is(failure, Errno.ENOMEM)
                || errnos.is(failure, Errno.EAGAIN);
    }

    private Poll<T> backOff(Context cx) {
        if (backoff != null && stream.isOpen() && !backoff.isOver(cx)) {
            return Poll.pending();
        }
        if (resubmit()) {
            state = State.SUBMITTED;
            return waitFor(cx);
        }
        result = cancelled();
        state = State.COMPLETED;
        cx.waker().wake();
        return Poll.pending();
    }

    /** The retries of this request begin anew; for {@link #end}. */
    final void succeeded() {
        if (backoff != null) {
            backoff.reset();
        }
    }

    @Override
    public final void cancel() {
        State before = state;
        state = State.IDLE;
        switch (before) {
            case IDLE, REQUESTED -> {}
            case SUBMITTED -> abandon();
            case COMPLETED -> settle(result);
            case BACKING_OFF -> {
                if (backoff != null) {
                    backoff.cancel();
                }
                settle(cancelled());
            }
        }
    }

    private void abandon() {
        abandoned = true;
        if (stream.reactor().isOwner()) {
            stream.reactor().cancel(this);
        }
        // Otherwise the runtime is being closed by a thread that never drove it; the reactor
        // ends what is in flight.
    }

    private void wake() {
        if (waker != null) {
            waker.wake();
        }
    }

    private static int cancelled() {
        return -ErrnoTable.platform().number(Errno.ECANCELED);
    }

    /** Whether a result says that the operation was ended before it did anything. */
    static boolean isCancelled(int result) {
        return ErrnoTable.platform().is(result, Errno.ECANCELED);
    }

    /** The exception of a failed operation. */
    final IOException failure(int failed) {
        if (isCancelled(failed) || !stream.isOpen()) {
            return new AsynchronousCloseException();
        }
        return ErrnoMapping.toException(failed, verb(), stream.remoteAddress());
    }

    @Override
    public String toString() {
        return verb() + " on " + stream;
    }
}
