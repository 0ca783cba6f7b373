package io.ringwake.reactor;

import io.ringwake.ffi.EntryFlags;
import io.ringwake.ffi.Errno;
import io.ringwake.future.Future;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One open file descriptor and its only owner, made by {@link Reactor#adopt}.
 *
 * <p>It is closed exactly once: by {@link #close}, after the terminal completion of everything in
 * flight on it, or at the latest when the reactor shuts down. It survives {@link Reactor#rebind}.
 *
 * <pre>
 *   OPEN    -> CLOSING  close()        any thread
 *   CLOSING -> CLOSED   finish()       owner: the CLOSE has completed; or shutdown closed it
 * </pre>
 */
public final class Descriptor {
    private static final int OPEN = 0;
    private static final int CLOSING = 1;
    private static final int CLOSED = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Descriptor.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Reactor reactor;
    private final int fd;
    private final ClosedWaiters waiters = new ClosedWaiters();

    private volatile int state = OPEN;

    /** Place in the {@link DescriptorRegistry}. */
    int index;

    private @Nullable Operation firstInFlight;
    private boolean closeBegan;
    private @Nullable CloseOperation closeOperation;

    Descriptor(Reactor reactor, int fd) {
        this.reactor = reactor;
        this.fd = fd;
    }

    /**
     * The number, for entries and for the cold calls of {@link io.ringwake.ffi.NativeCalls}.
     *
     * @throws IllegalStateException if {@link #close} was called: the number may mean another file
     */
    public int fd() {
        if (state != OPEN) {
            throw new IllegalStateException("fd=" + fd + ": is closed");
        }
        return fd;
    }

    /** Whether {@link #close} was not called yet. Any thread. */
    public boolean isOpen() {
        return state == OPEN;
    }

    /**
     * Asks everything in flight on it to end, then closes it through the ring. Returns at once; no
     * new operation is accepted from now on. Any thread; the second call has no effect.
     */
    public void close() {
        if (!STATE.compareAndSet(this, OPEN, CLOSING)) {
            return;
        }
        if (reactor.isOwner()) {
            beginClose();
            return;
        }
        try {
            reactor.execute(this::beginClose);
        } catch (RejectedExecutionException e) {
            assert state != OPEN; // the reactor is closed, and its shutdown closes every descriptor
        }
    }

    /**
     * Ends when the descriptor is closed; with the error the system reported, if any. Any thread;
     * each call gives a future of its own.
     */
    public Future<Void> closed() {
        return waiters.newFuture(reactor.errnos());
    }

    @Override
    public String toString() {
        return "fd=" + fd;
    }

    // ---- on the owner's thread

    /** The rest of {@link #close}. Has no effect the second time. */
    void beginClose() {
        STATE.compareAndSet(this, OPEN, CLOSING); // shutdown comes here directly
        if (closeBegan || state == CLOSED) {
            return;
        }
        closeBegan = true;
        reactor.closingBegan();
        Operation operation = firstInFlight;
        while (operation != null) {
            Operation next = operation.nextOnDescriptor;
            reactor.cancelInternally(operation);
            operation = next;
        }
        closeIfDrained();
    }

    /** Submits the CLOSE once nothing is in flight. */
    void closeIfDrained() {
        if (closeBegan && closeOperation == null && firstInFlight == null && state != CLOSED) {
            closeOperation = new CloseOperation();
            reactor.startInternally(closeOperation);
        }
    }

    void operationBegan(Operation operation) {
        operation.nextOnDescriptor = firstInFlight;
        if (firstInFlight != null) {
            firstInFlight.previousOnDescriptor = operation;
        }
        firstInFlight = operation;
    }

    void operationEnded(Operation operation) {
        Operation previous = operation.previousOnDescriptor;
        Operation next = operation.nextOnDescriptor;
        if (previous == null) {
            firstInFlight = next;
        } else {
            previous.nextOnDescriptor = next;
        }
        if (next != null) {
            next.previousOnDescriptor = previous;
        }
        operation.previousOnDescriptor = null;
        operation.nextOnDescriptor = null;
    }

    /** Whether its CLOSE is in flight. */
    boolean isCloseInFlight() {
        return closeOperation != null && closeOperation.isInFlight();
    }

    /**
     * For shutdown, when nobody will turn the ring any more: closes the descriptor now, unless the
     * library has taken its CLOSE. That one has happened even if its completion was not seen, and
     * the number may be somebody else's already.
     */
    void closeWithoutRing(Ring ring) {
        if (state == CLOSED) {
            return;
        }
        boolean happened = closeOperation != null && closeOperation.isTaken(ring);
        finish(happened ? 0 : reactor.calls().fdClose(fd));
    }

    private void finish(int result) {
        boolean began = closeBegan;
        closeBegan = true;
        state = CLOSED;
        // After EINTR the descriptor is closed all the same, and nobody can do anything about it.
        int reported = reactor.errnos().is(result, Errno.EINTR) ? 0 : result;
        reactor.descriptorClosed(this, reported, began);
        waiters.closed(reported);
    }

    /** Works on no descriptor, so that it does not wait for itself. */
    private final class CloseOperation extends Operation {
        private int index;

        CloseOperation() {
            super(null);
        }

        boolean isTaken(Ring ring) {
            return token != Token.NONE && ring.isTaken(index);
        }

        @Override
        protected void prepare(SubmissionEntry entry) {
            entry.close(fd);
            index = entry.index();
        }

        @Override
        protected void complete(int result, int flags) {
            assert (flags & EntryFlags.MORE) == 0;
            if (reactor.errnos().is(result, Errno.ECANCELED)) {
                finish(reactor.calls().fdClose(fd)); // cancelled before it was tried
            } else {
                finish(result);
            }
        }
    }
}
