package io.ringwake.benchmarks.echo;

import io.ringwake.ffi.AddressLayout;
import io.ringwake.ffi.EntryFlags;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.Scratch;
import io.ringwake.ffi.SocketAddresses;
import io.ringwake.ffi.SocketOptionCode;
import io.ringwake.reactor.Backend;
import io.ringwake.reactor.Descriptor;
import io.ringwake.reactor.Operation;
import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.ReactorConfig;
import io.ringwake.reactor.SubmissionEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Echo on the bare reactor, without tasks, futures and streams: what it costs above the C library
 * is the reactor's, what Ringwake's server costs above it is the runtime's. Argument: the backend.
 */
public final class ReactorEchoServer {
    private static final int BACKLOG = 4096;

    private final Reactor reactor;
    private final NativeCalls calls = NativeLibrary.calls();

    private ReactorEchoServer(Reactor reactor) {
        this.reactor = reactor;
    }

    /** Serves on a port of the system's choice until the process ends. */
    public static void main(String[] arguments) throws IOException {
        ReactorConfig config =
                ReactorConfig.defaults().withBackend(Backend.parse("backend", arguments[0]));
        try (Reactor reactor = Reactor.open(config)) {
            new ReactorEchoServer(reactor).serve();
        }
    }

    private void serve() throws IOException {
        Descriptor listener = reactor.adopt(listen());
        reactor.submit(new Accept(listener));
        Console.open(
                port(listener.fd()), new ReactorSampler(Thread.currentThread(), reactor.metrics()));
        while (true) {
            reactor.turn(-1);
        }
    }

    private int listen() throws IOException {
        Scratch address = new Scratch(calls, AddressLayout.SIZE);
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        SocketAddresses.write(loopback, address.bytes(), 0);
        int fd = demand("socket", calls.socketOpen(SocketAddresses.family(loopback)));
        demand("bind", calls.socketBind(fd, address.address()));
        demand("listen", calls.socketListen(fd, BACKLOG));
        return fd;
    }

    private int port(int fd) throws IOException {
        Scratch address = new Scratch(calls, AddressLayout.SIZE);
        demand("getsockname", calls.socketLocal(fd, address.address()));
        return SocketAddresses.read(address.bytes(), 0).getPort();
    }

    private static int demand(String call, int result) throws IOException {
        if (result < 0) {
            throw new IOException(call + ": errno " + -result);
        }
        return result;
    }

    private final class Accept extends Operation {
        private final Descriptor listener;

        Accept(Descriptor listener) {
            super(listener);
            this.listener = listener;
        }

        @Override
        protected void prepare(SubmissionEntry entry) {
            entry.accept(listener.fd(), true);
        }

        @Override
        protected void complete(int result, int flags) {
            if (result >= 0) {
                calls.socketSetOption(result, SocketOptionCode.NO_DELAY, 1);
                new BareConnection(reactor, reactor.adopt(result)).start();
            }
            if ((flags & EntryFlags.MORE) == 0) {
                reactor.submit(this);
            }
        }
    }
}
