package io.ringwake.net;

import io.ringwake.future.Future;
import io.ringwake.io.AsyncRead;
import io.ringwake.io.AsyncWrite;
import io.ringwake.io.Buf;
import io.ringwake.io.RingBuffer;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A TCP connection. */
public final class TcpStream implements AsyncRead, AsyncWrite, AutoCloseable {
    TcpStream() {}

    /** Connects. */
    public static Future<TcpStream> connect(InetSocketAddress remote) {
        throw notYet();
    }

    @Override
    public Future<Integer> read(Buf destination) {
        throw notYet();
    }

    /** Reads into several buffers in one operation. */
    public Future<Integer> read(Buf... destinations) {
        throw notYet();
    }

    /** Reads into a heap or direct buffer, through memory of the stream's own. */
    public Future<Integer> read(ByteBuffer destination) {
        throw notYet();
    }

    /** Reads into several heap or direct buffers, through memory of the stream's own. */
    public Future<Integer> read(ByteBuffer... destinations) {
        throw notYet();
    }

    @Override
    public Future<Integer> read(RingBuffer destination) {
        throw notYet();
    }

    /** Reads without consuming: the next read returns the same bytes. */
    public Future<Integer> peek(Buf destination) {
        throw notYet();
    }

    @Override
    public Future<Integer> write(Buf source) {
        throw notYet();
    }

    /** Writes from several buffers in one operation. */
    public Future<Integer> write(Buf... sources) {
        throw notYet();
    }

    /** Writes from a heap or direct buffer, through memory of the stream's own. */
    public Future<Integer> write(ByteBuffer source) {
        throw notYet();
    }

    /** Writes from several heap or direct buffers, through memory of the stream's own. */
    public Future<Integer> write(ByteBuffer... sources) {
        throw notYet();
    }

    @Override
    public Future<Integer> write(RingBuffer source) {
        throw notYet();
    }

    /** Writes all that remains. */
    public Future<Void> writeAll(Buf source) {
        throw notYet();
    }

    /** Writes all that remains in all of them. */
    public Future<Void> writeAll(Buf... sources) {
        throw notYet();
    }

    /** Writes all that remains. */
    public Future<Void> writeAll(ByteBuffer source) {
        throw notYet();
    }

    /** Writes all that remains in all of them. */
    public Future<Void> writeAll(ByteBuffer... sources) {
        throw notYet();
    }

    /** Writes all that is readable. */
    public Future<Void> writeAll(RingBuffer source) {
        throw notYet();
    }

    /** Waits until a read would not wait, holding no buffer meanwhile. */
    public Future<Void> readable() {
        throw notYet();
    }

    @Override
    public Future<Void> shutdownOutput() {
        throw notYet();
    }

    /** Closes the connection; returns at once. Any thread; the second call has no effect. */
    @Override
    public void close() {
        throw notYet();
    }

    /** Ends when the descriptor is closed. */
    public Future<Void> closed() {
        throw notYet();
    }

    /** Whether close() was not called. Any thread. */
    public boolean isOpen() {
        throw notYet();
    }

    /** The socket's options. */
    public TcpOptions options() {
        throw notYet();
    }

    /** The address at this end. */
    public InetSocketAddress localAddress() {
        throw notYet();
    }

    /** The address at the other end. */
    public InetSocketAddress remoteAddress() {
        throw notYet();
    }

    static UnsupportedOperationException notYet() {
        return new UnsupportedOperationException("not implemented yet");
    }
}
