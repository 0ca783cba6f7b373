package io.ringwake.net;

import io.ringwake.ffi.AddressLayout;
import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoMapping;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.future.Context;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.io.Buf;
import io.ringwake.reactor.Descriptor;
import io.ringwake.reactor.Operation;
import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.SubmissionEntry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect. Owns the descriptor until it is a stream's, and the sockaddr that the
 * kernel reads until the terminal completion.
 *
 * <p>{@code completed} hands the rest over: from the task, on whichever worker it submits, to that
 * worker's reactor (false), and from its completion back to the task, wherever it is then (true).
 * The task stores its waker, then looks at it; the completion sets it, then looks for a waker: both
 * are volatile, so one of the two sees the other.
 */
final class ConnectOperation extends Operation {
    private final Descriptor descriptor;
    private final InetSocketAddress remote;
    private final Buf sockaddr = Buf.allocate(AddressLayout.SOCKADDR_BYTES_MAX);
    private int sockaddrLength;
    private boolean interrupted;
    private int result;
    private @Nullable Backoff backoff;
    private volatile boolean completed;
    private volatile @Nullable Waker waker;

    private ConnectOperation(Descriptor descriptor, InetSocketAddress remote) {
        super(descriptor);
        this.descriptor = descriptor;
        this.remote = remote;
    }

    static ConnectOperation start(Reactor reactor, Descriptor descriptor, InetSocketAddress remote)
            throws IOException {
        ConnectOperation operation = new ConnectOperation(descriptor, remote);
        try {
            operation.sockaddrLength =
                    SocketCalls.local().encode(remote, operation.sockaddr.address());
            operation.submit(reactor);
        } catch (IOException | RuntimeException e) {
            operation.sockaddr.close();
            descriptor.close();
            throw e;
        }
        return operation;
    }

    private void submit(Reactor reactor) {
        sockaddr.pin(this);
        completed = false;
        try {
            reactor.submit(this);
        } catch (IllegalStateException e) {
            sockaddr.unpin(0);
            throw e;
        }
    }

    @Override
    protected void prepare(SubmissionEntry entry) {
        entry.connect(descriptor.heldFd(), sockaddr.address(), sockaddrLength);
    }

    @Override
    protected void complete(int completedWith, int flags) {
        sockaddr.unpin(0);
        result = completedWith;
        completed = true;
        Waker waiting = waker;
        if (waiting != null) {
            waiting.wake();
        }
    }

    Poll<TcpStream> poll(Context cx) throws IOException {
        waker = cx.waker();
        if (!completed) {
            return Poll.pending();
        }
        ErrnoTable errnos = ErrnoTable.platform();
        if (errnos.is(result, Errno.EINTR) || isShortOrUnderWay(errnos)) {
            return again(cx, errnos.is(result, Errno.EINTR));
        }
        if (!cx.proceed()) {
            return Poll.pending();
        }
        sockaddr.close();
        // A connect that a signal interrupts goes on; trying again finds that it has arrived.
        if (result >= 0 || (interrupted && errnos.is(result, Errno.EISCONN))) {
            return Poll.ready(connected());
        }
        descriptor.close();
        throw errnos.is(result, Errno.ECANCELED)
                ? new AsynchronousCloseException()
                : ErrnoMapping.toException(result, "connect", remote);
    }

    private boolean isShortOrUnderWay(ErrnoTable errnos) {
        return errnos.is(result, Errno.ENOBUFS)
                || errnos.is(result, Errno.ENOMEM)
                || (interrupted && errnos.is(result, Errno.EALREADY));
    }

    private Poll<TcpStream> again(Context cx, boolean atOnce) throws IOException {
        interrupted |= atOnce;
        if (!atOnce) {
            if (backoff == null) {
                backoff = interrupted ? Backoff.ofAccepts() : Backoff.ofTransfers();
                backoff.begin();
            }
            if (!backoff.isOver(cx)) {
                return Poll.pending();
            }
            if (!backoff.begin()) {
                sockaddr.close();
                descriptor.close();
                throw ErrnoMapping.toException(result, "connect", remote);
            }
        }
        submit(Runtimes.reactorOf(descriptor.group(), "connect to " + remote));
        return Poll.pending();
    }

    private TcpStream connected() throws IOException {
        retire();
        try {
            InetSocketAddress local = SocketCalls.local().localAddress(descriptor.fd());
            return new TcpStream(Runtimes.reactor(), descriptor, local, remote);
        } catch (IOException | RuntimeException e) {
            descriptor.close();
            throw e;
        }
    }

    /** Ends the attempt; the descriptor is closed after the terminal completion. */
    void cancel() {
        if (backoff != null) {
            backoff.cancel();
        }
        sockaddr.close();
        descriptor.close();
    }
}
