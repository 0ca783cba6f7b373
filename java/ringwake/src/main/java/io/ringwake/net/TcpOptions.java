package io.ringwake.net;

import io.ringwake.ffi.SocketOptionCode;
import io.ringwake.reactor.Descriptor;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/**
 * The options of one socket; each getter and setter is a system call. Nothing is set unless asked
 * for: the defaults are the system's.
 *
 * <p>Any thread. Every method throws {@link ClosedChannelException} after close, and an IOException
 * that names the option if the platform lacks it.
 */
public final class TcpOptions {
    private final Descriptor descriptor;

    TcpOptions(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** Whether small writes are sent at once (TCP_NODELAY). */
    public boolean noDelay() throws IOException {
        return get("noDelay", SocketOptionCode.NO_DELAY) != 0;
    }

    /** Sends small writes at once, or gathers them (Nagle's algorithm, the system's default). */
    public TcpOptions noDelay(boolean on) throws IOException {
        return set("noDelay", SocketOptionCode.NO_DELAY, on ? 1 : 0);
    }

    /** Whether idle connections are probed (SO_KEEPALIVE). */
    public boolean keepAlive() throws IOException {
        return get("keepAlive", SocketOptionCode.KEEP_ALIVE) != 0;
    }

    /** Probes idle connections. */
    public TcpOptions keepAlive(boolean on) throws IOException {
        return set("keepAlive", SocketOptionCode.KEEP_ALIVE, on ? 1 : 0);
    }

    /** Idle seconds before the first probe. */
    public int keepIdleSeconds() throws IOException {
        return get("keepIdleSeconds", SocketOptionCode.KEEP_IDLE);
    }

    /** Sets the idle seconds before the first probe. */
    public TcpOptions keepIdleSeconds(int seconds) throws IOException {
        return set("keepIdleSeconds", SocketOptionCode.KEEP_IDLE, seconds);
    }

    /** Seconds between probes. */
    public int keepIntervalSeconds() throws IOException {
        return get("keepIntervalSeconds", SocketOptionCode.KEEP_INTERVAL);
    }

    /** Sets the seconds between probes. */
    public TcpOptions keepIntervalSeconds(int seconds) throws IOException {
        return set("keepIntervalSeconds", SocketOptionCode.KEEP_INTERVAL, seconds);
    }

    /** Unanswered probes before the connection is given up. */
    public int keepCount() throws IOException {
        return get("keepCount", SocketOptionCode.KEEP_COUNT);
    }

    /** Sets how many unanswered probes give the connection up. */
    public TcpOptions keepCount(int probes) throws IOException {
        return set("keepCount", SocketOptionCode.KEEP_COUNT, probes);
    }

    /** Bytes of the kernel's receive buffer; Linux reports twice what was set. */
    public int receiveBufferBytes() throws IOException {
        return get("receiveBufferBytes", SocketOptionCode.RECEIVE_BUFFER);
    }

    /** Sets the kernel's receive buffer. */
    public TcpOptions receiveBufferBytes(int bytes) throws IOException {
        return set("receiveBufferBytes", SocketOptionCode.RECEIVE_BUFFER, bytes);
    }

    /** Bytes of the kernel's send buffer; Linux reports twice what was set. */
    public int sendBufferBytes() throws IOException {
        return get("sendBufferBytes", SocketOptionCode.SEND_BUFFER);
    }

    /** Sets the kernel's send buffer. */
    public TcpOptions sendBufferBytes(int bytes) throws IOException {
        return set("sendBufferBytes", SocketOptionCode.SEND_BUFFER, bytes);
    }

    /** Seconds that close lingers over unsent bytes; -1: off. */
    public int lingerSeconds() throws IOException {
        return get("lingerSeconds", SocketOptionCode.LINGER);
    }

    /** Sets the lingering; 0: close resets the connection and drops unsent bytes; -1: off. */
    public TcpOptions lingerSeconds(int seconds) throws IOException {
        return set("lingerSeconds", SocketOptionCode.LINGER, seconds);
    }

    /** Whether acknowledgements are sent at once (TCP_QUICKACK, Linux). */
    public boolean quickAck() throws IOException {
        return get("quickAck", SocketOptionCode.QUICK_ACK) != 0;
    }

    /** Sends acknowledgements at once, or delays them; the kernel may change it back. */
    public TcpOptions quickAck(boolean on) throws IOException {
        return set("quickAck", SocketOptionCode.QUICK_ACK, on ? 1 : 0);
    }

    private int get(String name, int option) throws IOException {
        hold();
        try {
            return SocketCalls.local().get(descriptor.heldFd(), name, option);
        } finally {
            descriptor.letGo();
        }
    }

    private TcpOptions set(String name, int option, int value) throws IOException {
        hold();
        try {
            SocketCalls.local().set(descriptor.heldFd(), name, option, value);
            return this;
        } finally {
            descriptor.letGo();
        }
    }

    /** Another thread may close the socket meanwhile, and the number would be another's. */
    private void hold() throws ClosedChannelException {
        if (!descriptor.hold()) {
            throw new ClosedChannelException();
        }
    }
}
