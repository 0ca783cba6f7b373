package io.ringwake.net;

import io.ringwake.ffi.Feature;
import io.ringwake.future.Future;
import io.ringwake.io.AsyncRead;
import io.ringwake.io.AsyncWrite;
import io.ringwake.io.Buf;
import io.ringwake.io.RingBuffer;
import io.ringwake.reactor.Descriptor;
import io.ringwake.reactor.Reactor;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection.
 *
 * <p><b>One at a time.</b> One read and one write may be under way at once; a second one throws
 * {@link IllegalStateException}. The futures are the stream's own objects and used again, so that
 * reading and writing allocate nothing: poll each to its end, or cancel it, before asking for the
 * next.
 *
 * <p><b>Memory.</b> A {@link Buf} or {@link RingBuffer} is handed to the kernel with no copy, and
 * is pinned until the operation's end. A ByteBuffer, heap or direct, is copied through a buffer of
 * the stream's own (4 to 64 KiB for each direction, kept until close); it must not be touched while
 * the operation is under way, and is free as soon as the future is cancelled.
 *
 * <p><b>Cancel safety.</b>
 *
 * <pre>
 *   connect                safe: the socket is closed
 *   read, peek, readable   safe: bytes that arrive anyway are what the next read returns
 *   write, writeAll        any part may have gone out; the position of a Buf and the head of a
 *                          RingBuffer tell how much, once it is no longer pinned, and writing it
 *                          again goes on from there; the position of a ByteBuffer does not
 *   shutdownOutput         may or may not have happened
 * </pre>
 *
 * <p><b>Threads.</b> A stream belongs to the runtime it was made in: futures are polled by its
 * tasks, on any of its workers; elsewhere they throw {@link IllegalStateException}. One task may
 * read while another writes. A future may be cancelled, and {@link #close}, {@link #isOpen}, {@link
 * #closed} and the addresses may be used, by any thread.
 *
 * <p><b>Failures.</b> After close() every operation throws {@link ClosedChannelException}; those
 * under way at that moment throw its subclass {@link java.nio.channels.AsynchronousCloseException}.
 * A short shortage of kernel memory is waited out. Anything else is an {@link java.io.IOException}
 * that names the errno, the operation and the address.
 */
public final class TcpStream implements AsyncRead, AsyncWrite, AutoCloseable {
    private final Descriptor descriptor;
    private final int fd;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final boolean canPollFirst;
    private final ReadOperation reading;
    private final WriteOperation writing;
    private volatile @Nullable ReadableOperation waiting;
    private @Nullable ShutdownOperation shutting;

    /** Made on a worker, with its reactor; all reactors of a runtime have the same features. */
    TcpStream(
            Reactor reactor,
            Descriptor descriptor,
            InetSocketAddress local,
            InetSocketAddress remote) {
        this.descriptor = descriptor;
        this.fd = descriptor.fd();
        this.local = local;
        this.remote = remote;
        this.canPollFirst = reactor.has(Feature.POLL_FIRST);
        this.reading = new ReadOperation(this);
        this.writing = new WriteOperation(this);
    }

    /**
     * Connects, with no time limit but the system's: see {@link io.ringwake.time.Time#timeout}.
     *
     * <p>Fails with {@link java.net.ConnectException} (refused, timed out), {@link
     * java.net.NoRouteToHostException}, or {@link java.net.UnknownHostException} if the address is
     * not resolved: looking names up blocks, so that is done before.
     *
     * @throws IllegalStateException when polled outside a runtime
     */
    public static Future<TcpStream> connect(InetSocketAddress remote) {
        return new ConnectFuture(remote);
    }

    // ---- reading

    @Override
    public Future<Integer> read(Buf destination) {
        return reading.request(destination);
    }

    /**
     * Reads into several buffers, filled one after the other, in one operation. It may use fewer of
     * them than there are: 252 at most.
     *
     * @return how many bytes; -1 at the end of the stream; 0 only if none has room
     */
    public Future<Integer> read(Buf... destinations) {
        return reading.request(destinations);
    }

    /**
     * Reads into a heap or direct buffer, 64 KiB at most.
     *
     * @return how many bytes; -1 at the end of the stream; 0 only if the buffer has no room
     */
    public Future<Integer> read(ByteBuffer destination) {
        return reading.request(destination);
    }

    /**
     * Reads into several heap or direct buffers, filled one after the other, 64 KiB at most.
     *
     * @return how many bytes; -1 at the end of the stream; 0 only if none has room
     */
    public Future<Integer> read(ByteBuffer... destinations) {
        return reading.request(destinations);
    }

    @Override
    public Future<Integer> read(RingBuffer destination) {
        return reading.request(destination);
    }

    /**
     * Reads without taking: the next read returns the same bytes, and perhaps more. Counts as the
     * one read that may be under way.
     */
    public Future<Integer> peek(Buf destination) {
        return reading.requestPeek(destination);
    }

    /**
     * Waits until a read would not wait: bytes, the end, or a failure are there. Holds no buffer
     * meanwhile, for the many connections that are idle. May be under way beside a read.
     */
    public Future<Void> readable() {
        ReadableOperation operation = waiting;
        if (operation == null) {
            operation = new ReadableOperation(this);
            waiting = operation;
        }
        operation.request();
        return operation;
    }

    // ---- writing

    @Override
    public Future<Integer> write(Buf source) {
        return writing.request(source);
    }

    /** Writes some of what remains in the buffers, one after the other; 252 of them at most. */
    public Future<Integer> write(Buf... sources) {
        return writing.request(sources);
    }

    /** Writes some of what remains in a heap or direct buffer, and moves its position. */
    public Future<Integer> write(ByteBuffer source) {
        return writing.request(source);
    }

    /** Writes some of what remains in the buffers, one after the other. */
    public Future<Integer> write(ByteBuffer... sources) {
        return writing.request(sources);
    }

    @Override
    public Future<Integer> write(RingBuffer source) {
        return writing.request(source);
    }

    /** Writes all that remains. */
    public Future<Void> writeAll(Buf source) {
        return writing.requestAll(source);
    }

    /** Writes all that remains in all of them, one after the other. */
    public Future<Void> writeAll(Buf... sources) {
        return writing.requestAll(sources);
    }

    /** Writes all that remains. */
    public Future<Void> writeAll(ByteBuffer source) {
        return writing.requestAll(source);
    }

    /** Writes all that remains in all of them, one after the other. */
    public Future<Void> writeAll(ByteBuffer... sources) {
        return writing.requestAll(sources);
    }

    /** Writes until nothing is readable. */
    public Future<Void> writeAll(RingBuffer source) {
        return writing.requestAll(source);
    }

    /**
     * Tells the peer that nothing more will come, after what was written before. Reading goes on.
     * No failure if the peer is gone already.
     */
    @Override
    public Future<Void> shutdownOutput() {
        ShutdownOperation operation = shutting;
        if (operation == null) {
            operation = new ShutdownOperation(this);
            shutting = operation;
        }
        operation.request();
        return operation;
    }

    // ---- life

    /**
     * Closes the connection. Returns at once: what is under way ends first, with {@link
     * java.nio.channels.AsynchronousCloseException} unless it was done already, then the descriptor
     * is closed. Unread bytes make the system reset the connection. Any thread; the second call has
     * no effect.
     */
    @Override
    public void close() {
        if (!descriptor.isOpen()) {
            return;
        }
        descriptor.close();
        reading.freeIfClosed();
        writing.freeIfClosed();
    }

    /** Ends when the descriptor is closed; with the system's failure to close it, if any. */
    public Future<Void> closed() {
        return descriptor.closed();
    }

    /** Whether close() was not called. Any thread. */
    public boolean isOpen() {
        return descriptor.isOpen();
    }

    /** The socket's options. Nothing is set but what is set through them. */
    public TcpOptions options() {
        return new TcpOptions(descriptor);
    }

    /** The address at this end; also after close. Any thread. */
    public InetSocketAddress localAddress() {
        return local;
    }

    /**
     * The address at the other end; also after close. The wildcard address with port 0 if the peer
     * was gone before it could be asked for. Any thread.
     */
    public InetSocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public String toString() {
        return "TcpStream[" + local + " -> " + remote + (isOpen() ? "]" : ", closed]");
    }

    // ---- for its operations

    Descriptor descriptor() {
        return descriptor;
    }

    /** The number for entries: valid while one of them is in flight, whoever closes the stream. */
    int fd() {
        return fd;
    }

    boolean canPollFirst() {
        return canPollFirst;
    }

    boolean hasStash() {
        return reading.hasStash();
    }

    /** Tells readable() that a cancelled read has left something. */
    void wakeReadable() {
        ReadableOperation operation = waiting;
        if (operation != null) {
            operation.endEarly();
        }
    }

    /** Fails if it is closed, or if the calling thread is no worker of its runtime. */
    void checkUsable() throws ClosedChannelException {
        if (!descriptor.isOpen()) {
            throw new ClosedChannelException();
        }
        usableReactor();
    }

    /** The reactor of the calling worker; fails if that is not one of its runtime. */
    Reactor usableReactor() {
        return Runtimes.reactorOf(descriptor.group(), this);
    }
}
