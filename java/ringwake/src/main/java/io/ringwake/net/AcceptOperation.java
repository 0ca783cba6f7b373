package io.ringwake.net;

import io.ringwake.ffi.EntryFlags;
import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoMapping;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.ffi.Feature;
import io.ringwake.future.Context;
import io.ringwake.reactor.Descriptor;
import io.ringwake.reactor.Operation;
import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.SubmissionEntry;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import org.jspecify.annotations.Nullable;

/**
 * The accepting of a listener, for its {@link AcceptQueue}.
 *
 * <p>Armed on the reactor of the worker on which a task begins to wait, where it stays while it
 * goes on. A multishot one stays armed until {@link ListenOptions#keptMax} connections are kept,
 * and is armed again, by whoever waits then, when they are gone. After a shortage nothing is armed
 * until the pause is over, which the first waiting task sees to.
 *
 * <p>Fields and steps are guarded by the queue's lock, but for {@link #backoffs}: tasks come from
 * any worker, completions from the one reactor that it is in flight on. {@code armed} says whether
 * it may be submitted; {@link #isInFlight} would say so a moment too early on another thread.
 */
final class AcceptOperation extends Operation {
    private final Descriptor descriptor;
    private final TcpListener listener;
    private final AcceptQueue queue;
    private final int keptMax;
    private final boolean multishot;
    private final Backoff backoff = Backoff.ofAccepts();
    private boolean armed;
    private boolean backingOff;
    private volatile long backoffs;

    AcceptOperation(
            Reactor reactor, Descriptor descriptor, TcpListener listener, AcceptQueue queue) {
        super(descriptor);
        this.descriptor = descriptor;
        this.listener = listener;
        this.queue = queue;
        this.keptMax = queue.keptMax();
        this.multishot = keptMax > 0 && reactor.has(Feature.ACCEPT_MULTISHOT);
    }

    long backoffs() {
        return backoffs;
    }

    /** Sees to it that connections come, on this reactor if on none yet. Its thread, locked. */
    void arm(Reactor reactor) {
        if (armed || backingOff || !queue.isAwaited() || !descriptor.isOpen()) {
            return;
        }
        armed = true;
        try {
            reactor.submit(this);
        } catch (IllegalStateException e) {
            armed = false;
            queue.failAll(new AsynchronousCloseException());
        }
    }

    /** Goes on after a shortage once the pause is over. For the first waiting task, locked. */
    void tend(Reactor reactor, Context cx) {
        if (backingOff && backoff.isOver(cx)) {
            backingOff = false;
            arm(reactor);
        }
    }

    /** The task that saw to the pause has gone; returns whether another one has to. Locked. */
    boolean isUntended() {
        if (backingOff) {
            backoff.cancel();
        }
        return backingOff;
    }

    @Override
    protected void prepare(SubmissionEntry entry) {
        entry.accept(descriptor.heldFd(), multishot);
    }

    @Override
    protected void complete(int result, int flags) {
        Reactor reactor = completedOn();
        boolean goesOn = (flags & EntryFlags.MORE) != 0;
        @Nullable Descriptor connection = result >= 0 ? reactor.adopt(result) : null;
        synchronized (queue) {
            armed = goesOn;
            if (connection != null) {
                backoff.reset();
                queue.offer(connection);
            } else {
                failed(result);
            }
            if (!goesOn) {
                arm(reactor);
            } else if (queue.kept() >= keptMax) {
                reactor.cancel(this);
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // backoffs: written under the lock
    private void failed(int result) {
        ErrnoTable errnos = ErrnoTable.platform();
        Errno errno = errnos.find(result).orElse(Errno.EINVAL);
        switch (errno) {
            // Cancelled because enough is kept, or closed, which has told the tasks already.
            case ECANCELED -> {}
            case EMFILE, ENFILE, ENOBUFS, ENOMEM -> {
                backingOff = true;
                backoff.begin();
                backoffs++;
                queue.wakeFirst();
            }
            // The failure of one connection that was gone before it was accepted, or a signal.
            case EINTR,
                    EAGAIN,
                    ECONNABORTED,
                    EPERM,
                    EPROTO,
                    ENETDOWN,
                    ENETUNREACH,
                    EHOSTDOWN,
                    EHOSTUNREACH,
                    ENOPROTOOPT,
                    ETIMEDOUT -> {}
            default -> queue.failAll(failure(result));
        }
    }

    private IOException failure(int result) {
        return ErrnoMapping.toException(result, "accept", listener.localAddress());
    }
}
