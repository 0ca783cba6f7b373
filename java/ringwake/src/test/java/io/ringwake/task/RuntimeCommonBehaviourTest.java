package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.Flavour;
import io.ringwake.Handle;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.scheduler.RuntimeHooks;
import io.ringwake.time.Time;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every runtime does, under the names of Tokio's tests; the others are in behaviours.txt. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class RuntimeCommonBehaviourTest {
    private final Flavour flavour;
    private Ringwake rt;

    RuntimeCommonBehaviourTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    @BeforeEach
    void open() {
        rt = flavour.builder().build();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    @Test
    void blockOnSync() throws Exception {
        int[] written = {0}; // plain: blockOn is what makes it visible
        int[] polls = {0};
        Future<String> future =
                cx -> {
                    polls[0]++;
                    written[0] = 7;
                    return Poll.ready("value");
                };
        assertEquals("value", rt.blockOn(future));
        assertEquals(7, written[0]);
        assertEquals(1, polls[0]);
    }

    @Test
    void nestedRt() throws Exception {
        try (Ringwake other = flavour.builder().build()) {
            for (Ringwake inner : List.of(rt, other)) {
                Future<String> nested = Futures.call(() -> inner.blockOn(Futures.ready("inner")));
                IllegalStateException refused =
                        assertThrows(IllegalStateException.class, () -> rt.blockOn(nested));
                assertTrue(refused.getMessage().startsWith("blockOn() inside a runtime"));
            }
            assertEquals("outer", other.blockOn(Futures.ready("outer")));
        }
        assertEquals("outer", rt.blockOn(Futures.ready("outer")));
    }

    @Test
    void sleepAtRoot() throws Exception {
        Duration duration = Duration.ofMillis(20);
        long before = System.nanoTime();
        rt.blockOn(Futures.lazy(() -> Time.sleep(duration)));
        assertTrue(System.nanoTime() - before >= duration.toNanos());
    }

    @Test
    void blockOnSocket() throws Exception {
        assumeTrue(flavour.hasIo());
        assertEquals(Greeting.TEXT, rt.blockOn(Greeting.exchange(Tasks::spawn)));
    }

    /** Foreign is an executor of the JDK, which goes on with what the runtime has connected. */
    @Test
    void socketFromBlocking() throws Exception {
        assumeTrue(flavour.hasIo());
        Future<Boolean> connected =
                Futures.lazy(() -> {
                    TcpListener listener = TcpListener.bind(Greeting.ANY_PORT);
                    InetSocketAddress server = listener.localAddress();
                    JoinHandle<InetSocketAddress> client =
                            Tasks.spawnBlocking(() -> connectFromElsewhere(server).get());
                    return listener.accept()
                            .andThen(accepted -> client.thenClose(accepted))
                            .map(server::equals)
                            .thenClose(listener);
                });
        assertTrue(rt.blockOn(connected));
    }

    private static CompletableFuture<InetSocketAddress> connectFromElsewhere(
            InetSocketAddress server) {
        return Handle.current()
                .toCompletableFuture(TcpStream.connect(server))
                .thenApplyAsync(stream -> {
                    try (stream) {
                        return stream.remoteAddress();
                    }
                });
    }

    @Test
    void localSetBlockOnSocket() throws Exception {
        assumeTrue(flavour.hasIo());
        Future<String> inSet =
                Futures.lazy(() -> {
                    LocalSet local = new LocalSet();
                    return local.runUntil(Greeting.exchange(LocalSet::spawnLocal)).thenClose(local);
                });
        assertEquals(Greeting.TEXT, rt.blockOn(inSet));
    }

    /** What is always ready is a thousand tasks that have ended. */
    @Test
    void coop() throws Exception {
        List<JoinHandle<Integer>> ended = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            ended.add(rt.spawn(Futures.ready(i)));
        }
        while (!ended.stream().allMatch(JoinHandle::isFinished)) {
            rt.blockOn(Tasks.yieldNow());
        }
        int readyInOnePoll = rt.blockOn(cx -> Poll.ready(readyAmong(ended, cx)));
        assertTrue(readyInOnePoll > 0 && readyInOnePoll < 1000, "ready: " + readyInOnePoll);
    }

    private static Integer readyAmong(List<JoinHandle<Integer>> handles, Context cx)
            throws Exception {
        int ready = 0;
        for (JoinHandle<Integer> each : handles) {
            if (!each.poll(cx).isReady()) {
                return ready;
            }
            ready++;
        }
        return ready;
    }

    @Test
    void coopConsumeBudget() throws Exception {
        List<Integer> roundsAtSuspension = new ArrayList<>();
        int[] rounds = {0};
        AtomicReference<Future<Void>> unit = new AtomicReference<>(Tasks.consumeBudget());
        Future<Integer> loop =
                cx -> {
                    while (rounds[0] < 1000) {
                        if (!unit.get().poll(cx).isReady()) {
                            roundsAtSuspension.add(rounds[0]);
                            return Poll.pending();
                        }
                        rounds[0]++;
                        unit.set(Tasks.consumeBudget());
                    }
                    return Poll.ready((Integer) rounds[0]);
                };
        assertEquals(1000, rt.blockOn(rt.spawn(loop)));
        assertTrue(!roundsAtSuspension.isEmpty() && roundsAtSuspension.get(0) < 1000);
    }

    /** The threads of the runtime wake at their very end, and another one when they are gone. */
    @Test
    void wakeByValFromThreadLocal() throws Exception {
        Queue<Waker> wakers = new ConcurrentLinkedQueue<>();
        RuntimeHooks wakingAtTheEnd =
                new RuntimeHooks() {
                    @Override
                    public void threadStopping() {
                        wakers.forEach(Waker::wake);
                    }
                };
        FutureTask<Integer> run =
                new FutureTask<>(() -> {
                    try (Ringwake own = flavour.builder().hooks(wakingAtTheEnd).build()) {
                        own.spawn(keepingItsWaker(wakers, Poll.pending()));
                        return own.blockOn(own.spawn(keepingItsWaker(wakers, Poll.ready(3))));
                    }
                });
        Thread thread = new Thread(run);
        thread.start();
        assertEquals(3, run.get());
        thread.join();
        wakers.forEach(Waker::wake);
        assertTrue(wakers.size() > 0);
    }

    private static Future<Integer> keepingItsWaker(Queue<Waker> wakers, Poll<Integer> result) {
        return cx -> {
            wakers.add(cx.waker());
            return result;
        };
    }
}
