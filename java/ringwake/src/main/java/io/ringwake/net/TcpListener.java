package io.ringwake.net;

import io.ringwake.future.Future;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A TCP socket that accepts connections. */
public final class TcpListener implements AutoCloseable {
    TcpListener() {}

    /** Binds and listens with the defaults of {@link ListenOptions}; inside a runtime. */
    public static TcpListener bind(InetSocketAddress address) throws IOException {
        return bind(address, ListenOptions.defaults());
    }

    /** Binds and listens; inside a runtime. */
    public static TcpListener bind(InetSocketAddress address, ListenOptions options)
            throws IOException {
        throw TcpStream.notYet();
    }

    /** Waits for a connection; any number of tasks may wait, served in order. */
    public Future<TcpStream> accept() {
        throw TcpStream.notYet();
    }

    /** The bound address, with the port that the system chose if it was 0. */
    public InetSocketAddress localAddress() {
        throw TcpStream.notYet();
    }

    /** How often accepting had to pause because the system was short of descriptors or memory. */
    public long acceptBackoffs() {
        throw TcpStream.notYet();
    }

    /** Stops listening; returns at once. Any thread; the second call has no effect. */
    @Override
    public void close() {
        throw TcpStream.notYet();
    }

    /** Ends when the descriptor is closed. */
    public Future<Void> closed() {
        throw TcpStream.notYet();
    }
}
