package io.ringwake.net;

import io.ringwake.ffi.AddressLayout;
import io.ringwake.ffi.ErrnoMapping;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.Scratch;
import io.ringwake.ffi.SocketAddresses;
import io.ringwake.ffi.SocketOptionCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The socket calls that need no ring, each with its failure as an exception. One per thread. */
final class SocketCalls {
    private static final ThreadLocal<SocketCalls> LOCAL = ThreadLocal.withInitial(SocketCalls::new);

    private final NativeCalls calls = NativeLibrary.calls();
    private final Scratch scratch = new Scratch(calls, AddressLayout.SIZE);

    private SocketCalls() {}

    static SocketCalls local() {
        return LOCAL.get();
    }

    /** Fails if a name was never looked up, and says where to do that. */
    static void checkResolved(InetSocketAddress address) throws UnknownHostException {
        if (address.isUnresolved()) {
            throw new UnknownHostException(
                    address.getHostString()
                            + ": not resolved; look it up before, outside of the runtime's thread:"
                            + " new InetSocketAddress(InetAddress.getByName(host), port)");
        }
    }

    /** Opens a socket for this address. */
    int open(InetSocketAddress address, String call) throws IOException {
        checkResolved(address);
        return check(calls.socketOpen(SocketAddresses.family(address)), call, address);
    }

    /** Makes a listening socket. */
    int listen(InetSocketAddress address, ListenOptions options) throws IOException {
        int fd = open(address, "bind");
        try {
            boolean ipv6 = SocketAddresses.family(address) == AddressLayout.FAMILY_INET6;
            set(fd, "reuseAddress", SocketOptionCode.REUSE_ADDRESS, options.reuseAddress() ? 1 : 0);
            if (options.reusePort()) {
                set(fd, "reusePort", SocketOptionCode.REUSE_PORT, 1);
            }
            if (ipv6) {
                set(fd, "ipv6Only", SocketOptionCode.IPV6_ONLY, options.ipv6Only() ? 1 : 0);
            }
            SocketAddresses.write(address, scratch.bytes(), 0);
            check(calls.socketBind(fd, scratch.address()), "bind", address);
            check(calls.socketListen(fd, options.backlog()), "listen", address);
            return fd;
        } catch (IOException | RuntimeException e) {
            calls.fdClose(fd);
            throw e;
        }
    }

    /** Writes the address as the platform's sockaddr; returns its length. */
    int encode(InetSocketAddress address, long sockaddr) throws IOException {
        return SocketAddresses.encode(calls, address, scratch, sockaddr);
    }

    InetSocketAddress localAddress(int fd) throws IOException {
        check(calls.socketLocal(fd, scratch.address()), "getsockname", null);
        return SocketAddresses.read(scratch.bytes(), 0);
    }

    InetSocketAddress peerAddress(int fd) throws IOException {
        check(calls.socketPeer(fd, scratch.address()), "getpeername", null);
        return SocketAddresses.read(scratch.bytes(), 0);
    }

    int get(int fd, String name, int option) throws IOException {
        check(calls.socketGetOption(fd, option, scratch.address()), "getsockopt " + name, null);
        return scratch.getInt(0);
    }

    void set(int fd, String name, int option, int value) throws IOException {
        check(calls.socketSetOption(fd, option, value), "setsockopt " + name + "=" + value, null);
    }

    private static int check(int result, String call, @Nullable InetSocketAddress address)
            throws IOException {
        if (result < 0) {
            throw ErrnoMapping.toException(result, call, address);
        }
        return result;
    }
}
