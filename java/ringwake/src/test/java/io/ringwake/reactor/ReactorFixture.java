package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.OpenDescriptors;
import io.ringwake.ffi.AddressLayout;
import io.ringwake.ffi.Errno;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.NativeMemory;
import io.ringwake.ffi.ProbeLayout;
import io.ringwake.ffi.Scratch;
import io.ringwake.ffi.SocketAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One reactor on one backend, with a few sockets to play with. */
final class ReactorFixture implements AutoCloseable {
    private static final long STEP_NANOS = 100_000_000;
    private static final long DEADLINE_NANOS = 10_000_000_000L;

    final Reactor reactor;
    final NativeCalls calls;
    final NativeMemory memory;

    private ReactorFixture(ReactorConfig config, NativeCalls calls) {
        this.calls = calls;
        reactor = Reactor.open(config, calls);
        memory = NativeMemory.map(calls, 64 * 1024);
    }

    static ReactorConfig config(Backend backend) {
        return ReactorConfig.defaults()
                .withBackend(ReadinessBackend.meantBy(backend))
                .withRingEntries(64, 256);
    }

    static ReactorFixture open(Backend backend) {
        return open(config(backend));
    }

    static ReactorFixture open(ReactorConfig config) {
        assumeAvailable(config.backend());
        return new ReactorFixture(config, NativeLibrary.calls());
    }

    static ReactorFixture open(ReactorConfig config, NativeCalls calls) {
        assumeAvailable(config.backend());
        return new ReactorFixture(config, calls);
    }

    /** Skips the test where the backend is missing, unless the environment demands io_uring. */
    static void assumeAvailable(Backend named) {
        Backend backend = ReadinessBackend.meantBy(named);
        if (backend == Backend.AUTO || "1".equals(System.getenv("RINGWAKE_REQUIRE_URING"))) {
            return;
        }
        Scratch probe = new Scratch(NativeLibrary.calls(), ProbeLayout.SIZE);
        NativeLibrary.calls().probeBackend(backend.code(), probe.address());
        int status = probe.getInt(ProbeLayout.STATUS);
        assumeTrue(status == 0, backend + " is missing here: " + status);
    }

    /** Descriptors that tests and rings make: sockets, rings, epoll sets, eventfds. */
    static long openDescriptors() throws IOException {
        return OpenDescriptors.count();
    }

    void turnUntil(BooleanSupplier done) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("not done after 10 s; " + reactor.inFlight() + " operations in flight");
            }
            reactor.turn(STEP_NANOS);
        }
    }

    int error(Errno errno) {
        return -reactor.errnos().number(errno);
    }

    int check(int result) {
        assertTrue(result >= 0, () -> reactor.errnos().describe(result));
        return result;
    }

    /** A listening socket on a free port of the loopback address. */
    Descriptor listener(int backlog) throws IOException {
        int fd = check(calls.socketOpen(AddressLayout.FAMILY_INET));
        Scratch address = new Scratch(calls, AddressLayout.SIZE);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        SocketAddresses.write(any, address.bytes(), 0);
        check(calls.socketBind(fd, address.address()));
        check(calls.socketListen(fd, backlog));
        return reactor.adopt(fd);
    }

    Descriptor socket() {
        return reactor.adopt(check(calls.socketOpen(AddressLayout.FAMILY_INET)));
    }

    /** A connect to where the listener listens; not submitted yet. */
    RecordingOperation connect(Descriptor socket, Descriptor listener) throws IOException {
        Scratch address = new Scratch(calls, AddressLayout.SIZE);
        Scratch sockaddr = new Scratch(calls, AddressLayout.SOCKADDR_BYTES_MAX);
        check(calls.socketLocal(listener.fd(), address.address()));
        int length = check(calls.addressEncode(address.address(), sockaddr.address()));
        // The lambda keeps the sockaddr alive as long as the operation.
        return new RecordingOperation(
                socket, entry -> entry.connect(socket.fd(), sockaddr.address(), length));
    }

    RecordingOperation accept(Descriptor listener, boolean multishot) {
        return new RecordingOperation(listener, entry -> entry.accept(listener.fd(), multishot));
    }

    RecordingOperation receive(Descriptor socket, long address, int length) {
        return new RecordingOperation(
                socket, entry -> entry.receive(socket.fd(), address, length, false));
    }

    RecordingOperation send(Descriptor socket, long address, int length) {
        return new RecordingOperation(
                socket, entry -> entry.send(socket.fd(), address, length, false));
    }

    /** Two connected sockets. */
    List<Descriptor> pair() throws IOException {
        Descriptor listener = listener(8);
        Descriptor client = socket();
        RecordingOperation connect = connect(client, listener);
        RecordingOperation accept = accept(listener, false);
        reactor.submit(accept);
        reactor.submit(connect);
        turnUntil(() -> accept.terminals + connect.terminals == 2);
        check(connect.last());
        Descriptor server = reactor.adopt(check(accept.last()));
        listener.close();
        turnUntil(() -> reactor.closing() == 0);
        return List.of(client, server);
    }

    /**
     * Connects until the listener takes no more: what is returned stays pending, because the kernel
     * drops the requests.
     */
    List<RecordingOperation> fillBacklog(Descriptor listener) throws IOException {
        List<RecordingOperation> connects = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RecordingOperation connect = connect(socket(), listener);
            connects.add(connect);
            reactor.submit(connect);
        }
        turnUntil(() -> connects.stream().anyMatch(connect -> !connect.isInFlight()));
        reactor.turn(STEP_NANOS);
        return connects.stream().filter(Operation::isInFlight).toList();
    }

    void runToEnd(RecordingOperation operation) {
        reactor.submit(operation);
        turnUntil(() -> !operation.isInFlight());
    }

    @Override
    public void close() {
        reactor.close();
        assertFalse(reactor.metrics().abandoned() > 0, "operations were abandoned");
        memory.close();
    }
}
