package io.ringwake.net;

import io.ringwake.future.Context;
import io.ringwake.reactor.Descriptor;
import io.ringwake.reactor.Reactor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What meets at a listener: connections that wait for a task, or tasks that wait for a connection;
 * never both, first come first served.
 *
 * <p>Guarded by its own lock, with its {@link AcceptOperation} and the state of its {@link
 * AcceptFuture}s: tasks come from any worker, connections from a reactor, close() from anywhere. A
 * connection costs several system calls, so a lock that is held for a few dozen instructions is
 * nothing beside it. A waker is called under the lock; it queues a task and does not poll it.
 */
final class AcceptQueue {
    private final Descriptor descriptor;
    private final TcpListener listener;
    private final int keptMax;
    private final AcceptOperation operation;
    private final ArrayDeque<Descriptor> kept = new ArrayDeque<>();
    private final ArrayDeque<AcceptFuture> waiting = new ArrayDeque<>();

    AcceptQueue(Reactor reactor, Descriptor descriptor, TcpListener listener, int keptMax) {
        this.descriptor = descriptor;
        this.listener = listener;
        this.keptMax = keptMax;
        this.operation = new AcceptOperation(reactor, descriptor, listener, this);
    }

    int keptMax() {
        return keptMax;
    }

    long backoffs() {
        return operation.backoffs();
    }

    /** The reactor of the calling worker; fails if the listener cannot be used here. */
    Reactor usableReactor() throws ClosedChannelException {
        if (!descriptor.isOpen()) {
            throw new ClosedChannelException();
        }
        return Runtimes.reactorOf(descriptor.group(), listener);
    }

    // ---- for the tasks; locked by them

    boolean hasKept() {
        return !kept.isEmpty();
    }

    /** Takes a connection that was kept. */
    @Nullable Descriptor takeKept() {
        return kept.poll();
    }

    /** A task begins to wait. */
    void await(AcceptFuture future, Reactor reactor) {
        waiting.add(future);
        operation.arm(reactor);
    }

    /** Goes on after a shortage, if this is the task that sees to it. */
    void tend(AcceptFuture future, Context cx) throws ClosedChannelException {
        if (waiting.peek() == future && descriptor.isOpen()) {
            operation.tend(usableReactor(), cx);
        }
    }

    /** A task gives up waiting. */
    void giveUp(AcceptFuture future) {
        boolean first = waiting.peek() == future;
        waiting.remove(future);
        if (first && operation.isUntended()) {
            wakeFirst();
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

    // ---- for the operation; locked by it

    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    int kept() {
        return kept.size();
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

    void wakeFirst() {
        AcceptFuture first = waiting.peek();
        if (first != null) {
            first.wake();
        }
    }

    void failAll(IOException failure) {
        for (AcceptFuture each = waiting.poll(); each != null; each = waiting.poll()) {
            each.fail(failure);
        }
    }

    // ---- any thread

    /** The listener was closed: nobody gets what is kept. */
    synchronized void listenerClosed() {
        for (Descriptor connection = kept.poll(); connection != null; connection = kept.poll()) {
            connection.close();
        }
        failAll(new AsynchronousCloseException());
    }

    /** Makes a connection a stream. On a worker. */
    TcpStream stream(Descriptor connection) throws IOException {
        SocketCalls sockets = SocketCalls.local();
        try {
            int fd = connection.fd();
            return new TcpStream(
                    Runtimes.reactor(), connection, sockets.localAddress(fd), peer(sockets, fd));
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
