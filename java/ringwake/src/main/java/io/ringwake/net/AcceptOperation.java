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
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The accepting of a listener: connections that wait for a task, or tasks that wait for a
 * connection; never both.
 *
 * <p>Armed when a task begins to wait. A multishot one stays armed until {@link
 * ListenOptions#keptMax} connections are kept, and is armed again when they are gone. After a
 * shortage nothing is armed until the pause is over, which the first waiting task sees to.
 *
 * <p>All of it belongs to the thread of the reactor, but for {@link #backoffs}.
 */
final class AcceptOperation extends Operation {
    private final Reactor reactor;
    private final Descriptor descriptor;
    private final TcpListener listener;
    private final int keptMax;
    private final boolean multishot;
    private final ArrayDeque<Descriptor> kept = new ArrayDeque<>();
    private final ArrayDeque<AcceptFuture> waiting = new ArrayDeque<>();
    private final Backoff backoff = Backoff.ofAccepts();
    private boolean backingOff;
    private volatile long backoffs;

    AcceptOperation(Reactor reactor, Descriptor descriptor, TcpListener listener, int keptMax) {
        super(descriptor);
        this.reactor = reactor;
        this.descriptor = descriptor;
        this.listener = listener;
        this.keptMax = keptMax;
        this.multishot = keptMax > 0 && reactor.has(Feature.ACCEPT_MULTISHOT);
    }

    long backoffs() {
        return backoffs;
    }

    void checkUsable() throws ClosedChannelException {
        if (!descriptor.isOpen()) {
            throw new ClosedChannelException();
        }
        Runtimes.checkSame(reactor, listener);
    }

    boolean hasKept() {
        return !kept.isEmpty();
    }

    /** Takes a connection that was kept. */
    @Nullable Descriptor takeKept() {
        return kept.poll();
    }

    /** A task begins to wait. */
    void await(AcceptFuture future) {
        waiting.add(future);
        arm();
    }

    /** Goes on after a shortage, if this is the task that sees to it. */
    void tend(AcceptFuture future, Context cx) {
        if (backingOff && waiting.peek() == future && backoff.isOver(cx)) {
            backingOff = false;
            arm();
        }
    }

    /** A task gives up waiting. */
    void giveUp(AcceptFuture future) {
        boolean first = waiting.peek() == future;
        waiting.remove(future);
        AcceptFuture next = waiting.peek();
        if (backingOff && first) {
            backoff.cancel();
            if (next != null) {
                next.wake();
            }
        }
    }

    /** A connection goes to the task that has waited longest, or is kept. */
    void offer(Descriptor connection) {
        AcceptFuture first = waiting.poll();
        if (first != null) {
            first.deliver(connection);
        } else if (descriptor.isOpen()) {
            kept.add(connection);
        } else {
            connection.close();
        }
    }

    /** A connection that a task did not take goes to the next task, before any other. */
    void giveBack(Descriptor connection) {
        if (waiting.isEmpty() && descriptor.isOpen()) {
            kept.addFirst(connection);
        } else {
            offer(connection);
        }
    }

    private void arm() {
        if (isInFlight() || backingOff || waiting.isEmpty() || !descriptor.isOpen()) {
            return;
        }
        try {
            reactor.submit(this);
        } catch (IllegalStateException e) {
            failAll(new AsynchronousCloseException());
        }
    }

    @Override
    protected void prepare(SubmissionEntry entry) {
        entry.accept(descriptor.fd(), multishot);
    }

    @Override
    protected void complete(int result, int flags) {
        if (result >= 0) {
            backoff.reset();
            accepted(result);
        } else {
            failed(result);
        }
        if ((flags & EntryFlags.MORE) == 0) {
            arm();
        } else if (kept.size() >= keptMax) {
            reactor.cancel(this);
        }
    }

    private void accepted(int fd) {
        if (descriptor.isOpen()) {
            offer(reactor.adopt(fd));
        } else {
            reactor.calls().fdClose(fd);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // backoffs: the owner alone writes it
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
                AcceptFuture first = waiting.peek();
                if (first != null) {
                    first.wake();
                }
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
            default -> failAll(ErrnoMapping.toException(result, "accept", listener.localAddress()));
        }
    }

    /** The listener was closed: nobody gets what is kept. */
    void listenerClosed() {
        for (Descriptor connection = kept.poll(); connection != null; connection = kept.poll()) {
            connection.close();
        }
        failAll(new AsynchronousCloseException());
    }

    private void failAll(IOException failure) {
        for (AcceptFuture each = waiting.poll(); each != null; each = waiting.poll()) {
            each.fail(failure);
        }
    }

    /** Makes a connection a stream. */
    TcpStream stream(Descriptor connection) throws IOException {
        SocketCalls sockets = SocketCalls.local();
        try {
            int fd = connection.fd();
            return new TcpStream(reactor, connection, sockets.localAddress(fd), peer(sockets, fd));
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static InetSocketAddress peer(SocketCalls sockets, int fd) {
        try {
            return sockets.peerAddress(fd);
        } catch (IOException e) {
            return new InetSocketAddress(0); // reset before it was accepted; reading will tell
        }
    }
}
