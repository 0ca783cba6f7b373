package io.ringwake.net;

import io.ringwake.future.Future;
import io.ringwake.reactor.Descriptor;
import io.ringwake.reactor.Reactor;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A TCP socket that accepts connections.
 *
 * <p><b>Waiting.</b> Any number of tasks, on any workers, may wait in {@link #accept}, served in
 * order. The operation that accepts for them is in flight on the worker that first waited. Where
 * the system can, one operation accepts all connections; about {@link ListenOptions#keptMax} that
 * nobody has asked for yet are kept, further ones wait in the kernel's backlog.
 *
 * <p><b>Shortage.</b> When the system has no descriptor or memory left for a connection, accepting
 * pauses for 10 ms, doubled up to 1 s, and goes on: see {@link #acceptBackoffs}.
 *
 * <p><b>Cancel safety.</b> A cancelled accept loses no connection: the next one gets it.
 *
 * <p><b>Threads.</b> As {@link TcpStream}: it belongs to the runtime it was bound in, whose tasks
 * accept on any of its workers; {@link #close} and the getters may be used by any thread.
 */
public final class TcpListener implements AutoCloseable {
    private final Descriptor descriptor;
    private final InetSocketAddress local;
    private final AcceptQueue accepting;

    private TcpListener(
            Reactor reactor, Descriptor descriptor, InetSocketAddress local, int keptMax) {
        this.descriptor = descriptor;
        this.local = local;
        this.accepting = new AcceptQueue(reactor, descriptor, this, keptMax);
    }

    /**
     * Binds and listens with {@link ListenOptions#defaults}.
     *
     * @see #bind(InetSocketAddress, ListenOptions)
     */
    public static TcpListener bind(InetSocketAddress address) throws IOException {
        return bind(address, ListenOptions.defaults());
    }

    /**
     * Binds and listens. Does not wait. In a task, or on a thread that has entered a runtime
     * ({@code Handle.enter}) which has begun to run.
     *
     * @param address where; port 0 lets the system choose, see {@link #localAddress}
     * @throws java.net.BindException if the address is in use, not of this machine, or needs a
     *     privilege
     * @throws java.net.UnknownHostException if the address is not resolved
     * @throws IllegalStateException outside a runtime
     */
    public static TcpListener bind(InetSocketAddress address, ListenOptions options)
            throws IOException {
        Reactor reactor = Runtimes.anyReactor();
        SocketCalls sockets = SocketCalls.local();
        Descriptor descriptor = reactor.adopt(sockets.listen(address, options));
        try {
            InetSocketAddress local = sockets.localAddress(descriptor.fd());
            return new TcpListener(reactor, descriptor, local, options.keptMax());
        } catch (IOException | RuntimeException e) {
            descriptor.close();
            throw e;
        }
    }

    /**
     * Waits for a connection.
     *
     * <p>Fails with {@link java.nio.channels.ClosedChannelException} after close(), with its
     * subclass {@link java.nio.channels.AsynchronousCloseException} if it waited at that moment.
     */
    public Future<TcpStream> accept() {
        return new AcceptFuture(accepting);
    }

    /** The bound address, with the port that the system chose if it was 0. Any thread. */
    public InetSocketAddress localAddress() {
        return local;
    }

    /** How often accepting had to pause for want of descriptors or memory. Any thread. */
    public long acceptBackoffs() {
        return accepting.backoffs();
    }

    /**
     * Stops listening. Returns at once: tasks that wait are told, connections that nobody has
     * accepted are closed, then the descriptor is. Any thread; the second call has no effect.
     */
    @Override
    public void close() {
        if (!descriptor.isOpen()) {
            return;
        }
        descriptor.close();
        accepting.listenerClosed();
    }

    /** Ends when the descriptor is closed; with the system's failure to close it, if any. */
    public Future<Void> closed() {
        return descriptor.closed();
    }

    /** Whether close() was not called. Any thread. */
    public boolean isOpen() {
        return descriptor.isOpen();
    }

    @Override
    public String toString() {
        return "TcpListener[" + local + (isOpen() ? "]" : ", closed]");
    }
}
