package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.scheduler.Worker;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@ParameterizedClass
@MethodSource("flavours")
final class WorkerListenersTest extends TcpTest {
    private static final int CONNECTIONS = 200;

    WorkerListenersTest(Flavour flavour) {
        super(flavour);
    }

    @Test
    void eachWorkerAcceptsWhatItsOwnListenerGets() throws Exception {
        WorkerListeners listeners =
                inside(() -> WorkerListeners.bind(loopback(), ListenOptions.defaults()));
        assertEquals(flavour.workers(), listeners.size());
        AtomicInteger accepted = new AtomicInteger();
        AtomicIntegerArray perWorker = new AtomicIntegerArray(flavour.workers());
        AtomicInteger next = new AtomicInteger();
        List<JoinHandle<Void>> loops =
                inside(() ->
                        listeners.spawnEach(listener ->
                                new Accepting(
                                        listener, next.getAndIncrement(), perWorker, accepted)));
        InetSocketAddress address = listeners.localAddress();
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(new Socket(address.getAddress(), address.getPort()));
        }
        while (accepted.get() < CONNECTIONS) {
            run(Tasks.yieldNow());
        }
        for (int i = 0; i < flavour.workers(); i++) {
            // By hash: that one of four gets none of 200 has a chance of 1 in 10^24.
            assertTrue(perWorker.get(i) > 0, "worker " + i + " of " + perWorker);
        }
        listeners.close();
        for (JoinHandle<Void> loop : loops) {
            assertThrows(ClosedChannelException.class, () -> run(loop));
        }
        for (Socket client : clients) {
            client.close();
        }
    }

    private static final class Accepting implements Future<Void> {
        private final TcpListener listener;
        private final int worker;
        private final AtomicIntegerArray perWorker;
        private final AtomicInteger accepted;
        private @Nullable Future<TcpStream> accepting;

        Accepting(
                TcpListener listener,
                int worker,
                AtomicIntegerArray perWorker,
                AtomicInteger accepted) {
            this.listener = listener;
            this.worker = worker;
            this.perWorker = perWorker;
            this.accepted = accepted;
        }

        @Override
        public Poll<Void> poll(Context cx) throws Exception {
            assertEquals(worker, Worker.current().index());
            while (true) {
                Future<TcpStream> current = accepting == null ? listener.accept() : accepting;
                accepting = current;
                if (!(current.poll(cx) instanceof Poll.Ready<TcpStream> ready)) {
                    return Poll.pending();
                }
                accepting = null;
                ready.value().close();
                perWorker.incrementAndGet(worker);
                accepted.incrementAndGet();
            }
        }
    }

    @Test
    void anAddressThatIsTakenWithoutPortReuseLeavesNothingBound() throws Exception {
        TcpListener taken = listen();
        assertThrows(
                BindException.class,
                () ->
                        inside(() ->
                                WorkerListeners.bind(
                                        taken.localAddress(), ListenOptions.defaults())));
        taken.close();
        run(taken.closed());
    }

    @Test
    void outsideOfARuntimeItFailsLoudly() {
        assertThrows(
                IllegalStateException.class,
                () -> WorkerListeners.bind(loopback(), ListenOptions.defaults()));
    }
}
