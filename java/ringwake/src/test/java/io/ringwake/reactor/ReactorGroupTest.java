package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.ffi.AddressLayout;
import io.ringwake.ffi.EntryFlags;
import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.NativeMemory;
import io.ringwake.ffi.Scratch;
import io.ringwake.ffi.SocketAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Descriptors and operations that are used through several reactors, each on its own thread. */
@Timeout(60)
@ParameterizedClass
@EnumSource(names = {"IO_URING", "EPOLL"})
class ReactorGroupTest {
    private static final int THREADS = 3;
    private static final int BYTES = 64;

    private record Pair(Descriptor server, Descriptor client) {}

    private final Backend backend;
    private final NativeCalls calls = NativeLibrary.calls();
    private final List<ReactorThread> threads = new ArrayList<>();
    private final NativeMemory memory = NativeMemory.map(NativeLibrary.calls(), 1 << 12);
    private long descriptorsBefore;

    ReactorGroupTest(Backend backend) {
        ReactorFixture.assumeAvailable(backend); // after this nothing of the test runs
        this.backend = backend;
    }

    @BeforeEach
    void openThreads() throws Exception {
        descriptorsBefore = ReactorFixture.openDescriptors();
        ReactorGroup group = new ReactorGroup();
        for (int i = 0; i < THREADS; i++) {
            threads.add(new ReactorThread(ReactorFixture.config(backend), group));
        }
    }

    @AfterEach
    void closeThreads() throws Exception {
        for (ReactorThread thread : threads) {
            thread.close();
        }
        assertEquals(descriptorsBefore, ReactorFixture.openDescriptors());
        memory.close();
    }

    @Test
    void closeEndsWhatIsInFlightOnEveryReactor() throws Exception {
        Pair pair = pair();
        SignallingOperation receive = receive(pair.server());
        SignallingOperation poll = poll(pair.server());
        CompletableFuture<Integer> received = receive.submitOn(threads.get(1));
        CompletableFuture<Integer> polled = poll.submitOn(threads.get(2));
        pair.server().close();
        int cancelled = -ErrnoTable.platform().number(Errno.ECANCELED);
        assertEquals(cancelled, ReactorThread.await(received));
        assertEquals(cancelled, ReactorThread.await(polled));
        awaitClosed();
        assertThrows(IllegalStateException.class, () -> receive.submitOn(threads.get(1)));
    }

    @Test
    void cancelOfWhatIsInFlightElsewhereDoesNothing() throws Exception {
        Pair pair = pair();
        SignallingOperation receive = receive(pair.server());
        CompletableFuture<Integer> received = receive.submitOn(threads.get(1));
        Reactor other = threads.get(2).reactor();
        threads.get(2)
                .call(() -> {
                    other.cancel(receive);
                    return 0;
                });
        assertFalse(receive.isCancelRequested());
        assertEquals(threads.get(1).reactor(), receive.inFlightOn());
        CompletableFuture<Integer> sent = send(pair.client()).submitOn(threads.get(0));
        assertEquals(BYTES, ReactorThread.await(sent));
        assertEquals(BYTES, ReactorThread.await(received));
    }

    /** On epoll each ring watches the socket then, and each edge is reported to all of them. */
    @Test
    void anOperationMayBeOnAnotherReactorEachTime() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Pair pair = pair();
        SignallingOperation receive = receive(pair.server());
        SignallingOperation send = send(pair.client());
        for (int i = 0; i < 2_000; i++) {
            boolean receiveFirst = random.nextBoolean();
            CompletableFuture<Integer> received =
                    receiveFirst
                            ? receive.submitOn(any(random))
                            : CompletableFuture.completedFuture(0);
            assertEquals(BYTES, ReactorThread.await(send.submitOn(any(random))), "seed " + seed);
            if (!receiveFirst) {
                received = receive.submitOn(any(random));
            }
            assertEquals(BYTES, ReactorThread.await(received), "seed " + seed + " message " + i);
        }
    }

    @Test
    void aCloseThatRacesWithSubmitsIsDoneExactlyOnce() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Pair pair = pair();
            List<SignallingOperation> operations =
                    List.of(receive(pair.server()), poll(pair.server()));
            List<Thread> racers = new ArrayList<>();
            for (SignallingOperation operation : operations) {
                ReactorThread on = any(random);
                racers.add(new Thread(() -> submitUntilRefused(operation, on)));
            }
            racers.add(new Thread(pair.server()::close));
            racers.forEach(Thread::start);
            for (Thread racer : racers) {
                racer.join();
            }
            pair.client().close();
            awaitClosed();
            operations.forEach(o -> assertFalse(o.isInFlight(), "seed " + seed));
        }
    }

    private static void submitUntilRefused(SignallingOperation operation, ReactorThread on) {
        try {
            while (true) {
                ReactorThread.await(operation.submitOn(on));
            }
        } catch (IllegalStateException closed) {
            assertFalse(operation.isInFlight());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aNumberThatIsHeldIsClosedWhenLetGo() throws Exception {
        Pair pair = pair();
        Descriptor held = pair.server();
        assertTrue(held.hold());
        int fd = held.fd();
        held.close();
        assertFalse(held.hold());
        check(calls.socketLocal(fd, memory.address())); // still that socket
        assertEquals(1, threads.get(0).reactor().closing());
        held.letGo();
        awaitClosed();
    }

    /** Not while a call of another thread has the number, which may mean another file by then. */
    @Test
    void theLastReactorToCloseWaitsForANumberThatIsHeld() throws Exception {
        Descriptor held = pair().server();
        ReactorGroup group = threads.get(0).reactor().group();
        assertTrue(held.hold());
        Thread closer = new Thread(() -> threads.forEach(ReactorThread::close));
        closer.start();
        while (!group.members().isEmpty()) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < 2000; i++) {
            check(calls.socketLocal(held.heldFd(), memory.address())); // still that socket
            assertTrue(closer.isAlive());
        }
        held.letGo();
        closer.join();
        threads.clear();
    }

    @Test
    void theLastReactorToCloseClosesWhatIsLeft() throws Exception {
        Pair pair = pair();
        CompletableFuture<Integer> received = receive(pair.server()).submitOn(threads.get(0));
        threads.remove(0).close();
        assertEquals(-ErrnoTable.platform().number(Errno.ECANCELED), ReactorThread.await(received));
        assertTrue(pair.server().isOpen()); // the others still use it
        assertEquals(BYTES, ReactorThread.await(send(pair.client()).submitOn(threads.get(0))));
        pair.client().close(); // its adopter is gone: another one closes it
        awaitClosed();
    }

    @Test
    void theDescriptorOfAnotherGroupIsRefused() throws Exception {
        Pair pair = pair();
        try (ReactorThread foreign =
                new ReactorThread(ReactorFixture.config(backend), new ReactorGroup())) {
            assertThrows(
                    IllegalStateException.class, () -> receive(pair.server()).submitOn(foreign));
        }
    }

    private ReactorThread any(Random random) {
        return threads.get(random.nextInt(threads.size()));
    }

    private void awaitClosed() throws Exception {
        ReactorThread any = threads.get(0);
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (any.reactor().closing() > 0) {
            assertTrue(System.nanoTime() < deadline, any.reactor().closing() + " not closed");
            for (ReactorThread thread : threads) {
                thread.call(() -> 0);
            }
        }
    }

    private SignallingOperation receive(Descriptor socket) {
        int fd = socket.fd();
        return new SignallingOperation(
                socket, entry -> entry.receive(fd, memory.address(), BYTES, false));
    }

    private SignallingOperation send(Descriptor socket) {
        int fd = socket.fd();
        return new SignallingOperation(
                socket, entry -> entry.send(fd, memory.address() + BYTES, BYTES, false));
    }

    private static SignallingOperation poll(Descriptor socket) {
        int fd = socket.fd();
        return new SignallingOperation(socket, entry -> entry.poll(fd, EntryFlags.POLL_IN, false));
    }

    /** Two connected sockets, adopted by the first reactor. */
    private Pair pair() throws Exception {
        Scratch address = new Scratch(calls, AddressLayout.SIZE);
        Scratch sockaddr = new Scratch(calls, AddressLayout.SOCKADDR_BYTES_MAX);
        int fd = listener(address);
        check(calls.socketLocal(fd, address.address()));
        int length = check(calls.addressEncode(address.address(), sockaddr.address()));
        Descriptor listener = adopt(fd);
        Descriptor client = adopt(check(calls.socketOpen(AddressLayout.FAMILY_INET)));
        int clientFd = client.fd();
        SignallingOperation accept =
                new SignallingOperation(listener, entry -> entry.accept(fd, false));
        SignallingOperation connect =
                new SignallingOperation(
                        client, entry -> entry.connect(clientFd, sockaddr.address(), length));
        CompletableFuture<Integer> accepted = accept.submitOn(threads.get(0));
        CompletableFuture<Integer> connected = connect.submitOn(threads.get(0));
        check(ReactorThread.await(connected));
        Descriptor server = adopt(check(ReactorThread.await(accepted)));
        listener.close();
        awaitClosed();
        return new Pair(server, client);
    }

    private int listener(Scratch address) throws IOException {
        int fd = check(calls.socketOpen(AddressLayout.FAMILY_INET));
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        SocketAddresses.write(any, address.bytes(), 0);
        check(calls.socketBind(fd, address.address()));
        check(calls.socketListen(fd, 8));
        return fd;
    }

    private Descriptor adopt(int fd) throws Exception {
        return threads.get(0).call(() -> threads.get(0).reactor().adopt(fd));
    }

    private static int check(int result) {
        assertTrue(result >= 0, () -> ErrnoTable.platform().describe(result));
        return result;
    }
}
