package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.Flavour;
import io.ringwake.future.Futures;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** TcpListener: binding, waiting tasks, kept connections, close. */
@Timeout(60)
@ParameterizedClass
@MethodSource("flavours")
final class TcpListenerTest extends TcpTest {
    TcpListenerTest(Flavour flavour) {
        super(flavour);
    }

    private static Socket client(TcpListener listener) throws IOException {
        return new Socket(listener.localAddress().getAddress(), listener.localAddress().getPort());
    }

    @Test
    void acceptsWhatConnectsFromAnyStack() throws Exception {
        TcpListener listener = listen();
        try (Socket client = client(listener)) {
            TcpStream accepted = run(listener.accept());
            assertEquals(client.getLocalSocketAddress(), accepted.remoteAddress());
            assertEquals(client.getRemoteSocketAddress(), accepted.localAddress());
            accepted.close();
        }
        listener.close();
        assertTrue(listener.toString().contains("closed"));
    }

    @Test
    void acceptsOverIpv6() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("::1"), 0);
        TcpListener listener = inside(() -> TcpListener.bind(any));
        Pair pair =
                run(
                        Futures.join(
                                listener.accept(),
                                TcpStream.connect(listener.localAddress()),
                                Pair::new));
        assertTrue(pair.server().remoteAddress().getAddress() instanceof Inet6Address);
        assertEquals(pair.client().localAddress(), pair.server().remoteAddress());
        run(pair.client().writeAll(bytes("six")));
        assertEquals(3, run(pair.server().read(ByteBuffer.allocate(10))));
        pair.server().close();
        pair.client().close();
        listener.close();
    }

    @Test
    void anIpv6WildcardTakesIpv4_unlessToldNotTo() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("::"), 0);
        TcpListener both = inside(() -> TcpListener.bind(any));
        InetSocketAddress ipv4 =
                new InetSocketAddress(loopback().getAddress(), both.localAddress().getPort());
        Pair pair = run(Futures.join(both.accept(), TcpStream.connect(ipv4), Pair::new));
        assertEquals(pair.client().localAddress(), pair.server().remoteAddress());
        pair.server().close();
        pair.client().close();
        both.close();
        run(both.closed());

        ListenOptions only = ListenOptions.defaults().withIpv6Only(true);
        TcpListener six = inside(() -> TcpListener.bind(any, only));
        InetSocketAddress refused =
                new InetSocketAddress(loopback().getAddress(), six.localAddress().getPort());
        assertThrows(IOException.class, () -> run(TcpStream.connect(refused)));
        six.close();
    }

    @Test
    void aPortInUseIsABindExceptionThatNamesIt() throws Exception {
        TcpListener first = listen();
        BindException thrown =
                assertThrows(
                        BindException.class,
                        () -> inside(() -> TcpListener.bind(first.localAddress())));
        assertTrue(thrown.getMessage().contains("EADDRINUSE"), thrown.getMessage());
        assertTrue(
                thrown.getMessage().contains(String.valueOf(first.localAddress().getPort())),
                thrown.getMessage());
        first.close();
    }

    @Test
    void portsCanBeShared() throws Exception {
        ListenOptions shared = ListenOptions.defaults().withReusePort(true);
        TcpListener first = inside(() -> TcpListener.bind(loopback(), shared));
        TcpListener second = inside(() -> TcpListener.bind(first.localAddress(), shared));
        assertEquals(first.localAddress(), second.localAddress());
        first.close();
        second.close();
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThrows(
                UnknownHostException.class,
                () ->
                        inside(() ->
                                TcpListener.bind(
                                        InetSocketAddress.createUnresolved("nowhere", 1))));
        Exception thrown =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ListenOptions.defaults().withBacklog(0));
        assertTrue(thrown.getMessage().contains("backlog=0"));
    }

    @Test
    void fiftyTasksAcceptOnOneListener_inOrder() throws Exception {
        // With several workers nobody can tell which task began to wait first.
        assumeTrue(flavour.workers() == 1);
        TcpListener listener = listen();
        List<JoinHandle<TcpStream>> waiting = spawnAccepts(listener);
        run(Tasks.yieldNow());
        run(Tasks.yieldNow());
        Set<Integer> ports = new HashSet<>();
        for (JoinHandle<TcpStream> each : waiting) {
            try (Socket client = client(listener)) {
                TcpStream accepted = run(each);
                assertEquals(client.getLocalPort(), accepted.remoteAddress().getPort());
                assertTrue(ports.add(client.getLocalPort()));
                accepted.close();
            }
        }
        listener.close();
    }

    @Test
    void fiftyTasksAcceptOnOneListener_eachGetsAConnection() throws Exception {
        for (int keptMax : new int[] {0, 3, 256}) {
            ListenOptions options = ListenOptions.defaults().withKeptMax(keptMax);
            TcpListener listener = inside(() -> TcpListener.bind(loopback(), options));
            List<JoinHandle<TcpStream>> waiting = spawnAccepts(listener);
            Set<Integer> wanted = new HashSet<>();
            Set<Integer> ports = new HashSet<>();
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < waiting.size(); i++) {
                clients.add(client(listener));
                wanted.add(clients.get(i).getLocalPort());
            }
            for (JoinHandle<TcpStream> each : waiting) {
                TcpStream accepted = run(each);
                ports.add(accepted.remoteAddress().getPort());
                accepted.close();
            }
            assertEquals(wanted, ports);
            for (Socket client : clients) {
                client.close();
            }
            listener.close();
        }
    }

    private List<JoinHandle<TcpStream>> spawnAccepts(TcpListener listener) {
        List<JoinHandle<TcpStream>> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiting.add(runtime().spawn(listener.accept()));
        }
        return waiting;
    }

    @Test
    void aCancelledAcceptLosesNoConnection() throws Exception {
        TcpListener listener = listen();
        for (int i = 0; i < 200; i++) {
            JoinHandle<TcpStream> doomed = runtime().spawn(listener.accept());
            JoinHandle<TcpStream> next = runtime().spawn(listener.accept());
            run(Tasks.yieldNow());
            try (Socket client = client(listener)) {
                if (i % 2 == 0) {
                    run(Tasks.yieldNow());
                }
                doomed.abort();
                TcpStream accepted;
                try {
                    accepted = run(doomed);
                    next.abort();
                } catch (CancellationException e) {
                    accepted = run(next);
                }
                assertEquals(client.getLocalPort(), accepted.remoteAddress().getPort());
                accepted.close();
            }
        }
        listener.close();
    }

    @Test
    void connectionsBeyondTheQueueWaitInTheKernel() throws Exception {
        TcpListener listener =
                inside(() ->
                        TcpListener.bind(loopback(), ListenOptions.defaults().withBacklog(1_000)));
        run(listenOnce(listener));
        int count = 2 * ListenOptions.defaults().keptMax() + 100;
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(client(listener));
        }
        Set<Integer> accepted = new HashSet<>();
        for (int i = 0; i < count; i++) {
            TcpStream stream = run(listener.accept());
            accepted.add(stream.remoteAddress().getPort());
            stream.close();
        }
        assertEquals(count, accepted.size());
        for (Socket client : clients) {
            client.close();
        }
        listener.close();
    }

    /** Accepts one connection, which leaves a multishot accept armed. */
    private static io.ringwake.future.Future<Void> listenOnce(TcpListener listener) {
        return Futures.join(
                listener.accept(),
                TcpStream.connect(listener.localAddress()),
                (a, b) -> {
                    a.close();
                    b.close();
                    return null;
                });
    }

    @Test
    void closeTellsThoseWhoWaitAndDropsWhatIsKept() throws Exception {
        TcpListener listener = listen();
        JoinHandle<TcpStream> waiting = start(listener.accept());
        listener.close();
        assertThrows(AsynchronousCloseException.class, () -> run(waiting));
        assertThrows(ClosedChannelException.class, () -> run(listener.accept()));
        run(listener.closed());
        assertFalse(listener.isOpen());

        TcpListener second = listen();
        run(listenOnce(second));
        try (Socket kept = client(second)) {
            run(Tasks.yieldNow());
            run(Tasks.yieldNow());
            second.close();
            run(second.closed());
            kept.setSoTimeout(10_000);
            assertThrowsOrEnds(kept);
        }
    }

    private static void assertThrowsOrEnds(Socket dropped) {
        try {
            assertEquals(-1, dropped.getInputStream().read());
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("reset"), e.getMessage());
        }
    }
}
