package io.ringwake.net;

import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoMapping;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.reactor.Reactor;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * One kind of operation of a stream, and the future of it: one object, used again and again; its
 * states are those of {@link RequestState}.
 *
 * <p>Submitted to the reactor of the worker that polls, so that the completion comes to where the
 * task was last. cancel() ends the request from everywhere; an operation that is in flight then is
 * <em>abandoned</em>: a new request may be made, and waits for the terminal completion, which goes
 * to {@link #settle}, on whatever reactor it comes.
 */
abstract class StreamOperation<T> extends RequestState implements Future<T> {
    final TcpStream stream;
    private int result;
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

    /** Takes the result of an abandoned operation; the reactor's thread, or the task's. */
    abstract void settle(int result);

    /**
     * Looks at a successful result on the reactor's side; true to submit again without telling the
     * task. Looks at what the request names between {@link #claim} and {@link #unclaim} alone.
     */
    boolean wantsMore(int result) {
        return false;
    }

    /** Whether it has memory of its own, to be given back by {@link #free}. */
    boolean ownsMemory() {
        return false;
    }

    /** Gives back the memory of the operation's own; once, when nobody uses it any more. */
    void free() {}

    /** Makes a request; its future is this. */
    final void request() {
        if (!beginRequest()) {
            throw new IllegalStateException(
                    this + " is under way: one at a time; poll it to its end or cancel it first");
        }
    }

    @Override
    public final Poll<T> poll(Context cx) throws Exception {
        while (true) {
            int state = state();
            switch (state) {
                case REQUESTED -> {
                    return start(cx);
                }
                case COMPLETED -> {
                    return finish(cx);
                }
                case BACKING_OFF -> {
                    return backOff(cx);
                }
                case SUBMITTED, QUEUED, CONTINUING -> {
                    register(cx.waker());
                    if (state() == state) {
                        return Poll.pending();
                    }
                }
                case FREED -> throw new ClosedChannelException();
                default -> throw new IllegalStateException(this + " was polled after its end");
            }
        }
    }

    private Poll<T> start(Context cx) throws Exception {
        try {
            stream.checkUsable();
            Poll<T> poll = begin(cx);
            if (poll.isReady()) {
                becomeIdle();
            }
            return poll;
        } catch (Exception | Error e) {
            becomeIdle();
            throw e;
        }
    }

    /** Gives the operation to the reactor of this worker; for {@link #begin}. */
    final Poll<T> submit(Context cx) throws ClosedChannelException {
        register(cx.waker());
        beginFlight();
        try {
            stream.usableReactor().submit(this);
        } catch (RuntimeException | Error e) {
            endFlight(REQUESTED);
            settle(cancelled());
            if (!stream.isOpen()) {
                throw new ClosedChannelException(); // since the look at the start
            }
            throw e;
        }
        return Poll.pending();
    }

    private Poll<T> finish(Context cx) throws Exception {
        if (!cx.proceed()) {
            return Poll.pending();
        }
        try {
            return end(result);
        } finally {
            becomeIdle();
        }
    }

    /** The request is over; gives the memory back if the stream was closed meanwhile. */
    private void becomeIdle() {
        if (ownsMemory()) {
            endRequestBeforeLook();
            freeIfClosed();
        } else {
            endRequest();
        }
    }

    /**
     * Frees if the stream is closed and nobody uses the operation. Called by close(), and by
     * whoever makes it idle: the one closes and then looks at the state, the other makes it idle
     * and then looks at whether it is closed, so at least one of them finds both, and the step to
     * FREED lets one of them in.
     */
    final void freeIfClosed() {
        if (!stream.isOpen() && beginFree()) {
            free();
        }
    }

    // ---- the reactor's side

    @Override
    protected final void complete(int completed, int flags) {
        int ended = completed;
        if (state() == SUBMITTED) {
            if (completed < 0 ? isInterrupted(completed) : wantsMore(completed)) {
                if (goOn(completedOn())) {
                    return;
                }
                ended = cancelled();
            }
            if (beginsPause(ended) && publish(BACKING_OFF)) {
                return;
            }
            result = ended;
            if (publish(COMPLETED)) {
                return;
            }
        }
        settle(ended);
        if (settled()) {
            freeIfClosed();
        }
    }

    private static boolean isInterrupted(int failure) {
        return ErrnoTable.platform().is(failure, Errno.EINTR);
    }

    /** Submits again, where it was. */
    private boolean goOn(Reactor reactor) {
        if (!resubmit(reactor)) {
            return false;
        }
        // The task may have cancelled between the completion and now, found nothing in flight, and
        // asked nobody to end it. It abandons, then looks at what is in flight; here it is the
        // other way round, so with a fence between the two on both sides one of them sees.
        VarHandle.fullFence();
        endIfAbandoned(reactor);
        return true;
    }

    private boolean resubmit(Reactor reactor) {
        if (!stream.isOpen()) {
            return false;
        }
        try {
            reactor.submit(this);
            return true;
        } catch (IllegalStateException e) {
            return false; // the descriptor or the reactor is closing: ends as cancelled
        }
    }

    /** Whether the failure is a shortage to wait out, and there is patience left. */
    private boolean beginsPause(int failure) {
        if (failure >= 0 || !stream.isOpen() || !isShortage(failure)) {
            return false;
        }
        if (backoff == null) {
            backoff = Backoff.ofTransfers();
        }
        return backoff.begin();
    }

    private static boolean isShortage(int failure) {
        ErrnoTable errnos = ErrnoTable.platform();
        return errnos.is(failure, Errno.ENOBUFS)
                || errnos.is(failure, Errno.ENOMEM)
                || errnos.is(failure, Errno.EAGAIN);
    }

    private Poll<T> backOff(Context cx) throws Exception {
        if (backoff != null && stream.isOpen() && !backoff.isOver(cx)) {
            return Poll.pending();
        }
        Reactor reactor = stream.usableReactor();
        register(cx.waker());
        beginFlight();
        if (resubmit(reactor)) {
            return Poll.pending();
        }
        result = cancelled();
        endFlight(COMPLETED);
        return finish(cx);
    }

    /** The retries of this request begin anew; for {@link #end}. */
    final void succeeded() {
        if (backoff != null) {
            backoff.reset();
        }
    }

    // ---- cancelling

    @Override
    public final void cancel() {
        while (true) {
            switch (state()) {
                case SUBMITTED -> {
                    if (abandon()) {
                        requestEnd();
                        return;
                    }
                }
                case QUEUED -> {
                    if (withdraw()) {
                        return;
                    }
                }
                case CONTINUING -> Thread.onSpinWait();
                case REQUESTED -> {
                    becomeIdle();
                    return;
                }
                case COMPLETED -> {
                    settle(result);
                    becomeIdle();
                    return;
                }
                case BACKING_OFF -> {
                    if (backoff != null) {
                        backoff.cancel();
                    }
                    settle(cancelled());
                    becomeIdle();
                    return;
                }
                default -> {
                    return; // not under way
                }
            }
        }
    }

    /** Asks the reactor that it is in flight on to end it. */
    private void requestEnd() {
        VarHandle.fullFence(); // see goOn()
        Reactor reactor = inFlightOn();
        if (reactor == null) {
            return; // its completion is being handled
        }
        if (reactor.isOwner()) {
            reactor.cancel(this);
        } else {
            // A reactor that is closed has ended everything, or nothing can reach it any more.
            reactor.tryExecute(() -> endIfAbandoned(reactor));
        }
    }

    /** On the reactor's thread, where alone an abandoned operation ends: so this is exact. */
    private void endIfAbandoned(Reactor reactor) {
        int state = state();
        if (state == ABANDONED || state == QUEUED) {
            reactor.cancel(this);
        }
    }

    private static int cancelled() {
        return -ErrnoTable.platform().number(Errno.ECANCELED);
    }

    /** Whether a result says that the operation was ended before it did anything. */
    static boolean isCancelled(int result) {
        return ErrnoTable.platform().is(result, Errno.ECANCELED);
    }

    /**
     * Whether the result of an abandoned operation is a failure that the next request has to
     * report, because the system tells of it only once. A shortage it would meet again.
     */
    static boolean isKept(int result) {
        return result < 0 && !isCancelled(result) && !isInterrupted(result) && !isShortage(result);
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
