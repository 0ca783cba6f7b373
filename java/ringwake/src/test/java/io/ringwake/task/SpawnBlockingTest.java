package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Futures;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.scheduler.RuntimeHooks;
import io.ringwake.time.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class SpawnBlockingTest {
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Flavour flavour;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Throwable> unhandled = new CopyOnWriteArrayList<>();
    private final AtomicInteger threadsStarted = new AtomicInteger();
    private final AtomicInteger threadsStopped = new AtomicInteger();
    private Ringwake rt;

    SpawnBlockingTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    @BeforeEach
    void open() {
        rt =
                flavour.builder()
                        .maxBlockingThreads(2)
                        .threadNames(number -> "named-" + number)
                        .onUnhandledFailure((task, failure) -> unhandled.add(failure))
                        .hooks(new Counting())
                        .build();
    }

    private final class Counting implements RuntimeHooks {
        @Override
        public void threadStarted() {
            threadsStarted.incrementAndGet();
        }

        @Override
        public void threadStopping() {
            threadsStopped.incrementAndGet();
        }
    }

    @AfterEach
    void close() {
        gate.countDown();
        rt.close();
        while (threadsStarted.get() != threadsStopped.get()) { // one that closed it may be late
            Thread.onSpinWait();
        }
    }

    @Test
    void aTaskAwaitsWhatTheCallReturns() throws Exception {
        Thread caller = Thread.currentThread();
        Thread ran = rt.blockOn(Futures.lazy(() -> Tasks.spawnBlocking(Thread::currentThread)));
        assertNotSame(caller, ran);
        assertTrue(ran.isDaemon());
        assertTrue(ran.getName().startsWith("named-"), ran.getName());
        assertTrue(threadsStarted.get() > 0);
    }

    @Test
    void itIsDoneAlthoughNobodyDrives() throws Exception {
        assertEquals(5, rt.spawnBlocking(() -> 5).join());
    }

    @Test
    void aFailureIsThatOfTheCall() {
        IOException failure = new IOException("of the call");
        JoinHandle<Integer> handle =
                rt.spawnBlocking(() -> {
                    throw failure;
                });
        assertSame(failure, assertThrows(IOException.class, handle::join));
        assertEquals(List.of(), unhandled);
    }

    @Test
    void aFailureNobodyLooksAtIsReported() throws Exception {
        Error failure = new AssertionError("thrown by a test");
        CountDownLatch begun = new CountDownLatch(1);
        rt.spawnBlocking(
                        () -> {
                            begun.countDown();
                            throw failure;
                        })
                .detach();
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        rt.close();
        assertEquals(List.of(failure), unhandled);
    }

    @Test
    void outsideARuntimeItIsRefused() {
        assertThrows(IllegalStateException.class, () -> Tasks.spawnBlocking(() -> 1));
    }

    @Test
    void theCallIsInsideTheRuntime() throws Exception {
        int sum =
                rt.blockOn(
                        rt.spawnBlocking(() -> {
                            JoinHandle<Integer> nested = Tasks.spawnBlocking(() -> 1);
                            JoinHandle<Integer> task = Tasks.spawn(Futures.ready(2));
                            int slept =
                                    Ringwake.current()
                                            .blockOn(
                                                    Time.sleep(Duration.ofMillis(2))
                                                            .map(done -> 4));
                            return nested.join() + task.join() + slept;
                        }));
        assertEquals(7, sum);
    }

    @Test
    void aCallMayConnectASocket() throws Exception {
        assumeTrue(flavour.hasIo());
        boolean connected =
                rt.blockOn(
                        Futures.lazy(() -> {
                            TcpListener listener = TcpListener.bind(ANY_PORT);
                            JoinHandle<Boolean> client =
                                    Tasks.spawnBlocking(() -> connect(listener.localAddress()));
                            return listener.accept()
                                    .andThen(conn -> client.thenClose(conn))
                                    .thenClose(listener);
                        }));
        assertTrue(connected);
    }

    private static boolean connect(InetSocketAddress address) throws Exception {
        try (TcpStream stream =
                Ringwake.current().blockOn(Futures.lazy(() -> TcpStream.connect(address)))) {
            return stream.remoteAddress().equals(address);
        }
    }

    @Test
    void abortBeforeItBeginsCallsItOff() throws Exception {
        occupyAllThreads();
        AtomicInteger ran = new AtomicInteger();
        JoinHandle<Integer> waiting = rt.spawnBlocking(ran::incrementAndGet);
        waiting.abort();
        assertTrue(waiting.isFinished());
        assertThrows(CancellationException.class, waiting::join);
        gate.countDown();
        rt.close();
        assertEquals(0, ran.get());
    }

    @Test
    void abortOfARunningCallHasNoEffect() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        JoinHandle<Integer> running =
                rt.spawnBlocking(() -> {
                    begun.countDown();
                    gate.await();
                    return 6;
                });
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        running.abort();
        assertFalse(running.isFinished());
        gate.countDown();
        assertEquals(6, running.join());
    }

    @Test
    void closingCallsOffWhatWaitsAndWaitsForTheRest() throws Exception {
        List<JoinHandle<Integer>> running = occupyAllThreads();
        JoinHandle<Integer> waiting = rt.spawnBlocking(() -> 1);
        Thread closer = new Thread(rt::close);
        closer.start();
        assertThrows(CancellationException.class, waiting::join);
        gate.countDown();
        closer.join();
        for (JoinHandle<Integer> handle : running) {
            assertTrue(handle.isFinished());
        }
    }

    @Test
    void closingDoesNotWaitLongerThanTheShutdownTimeout() throws Exception {
        rt.close();
        rt = flavour.builder().shutdownTimeout(Duration.ofMillis(20)).build();
        CountDownLatch begun = new CountDownLatch(1);
        JoinHandle<Integer> stuck =
                rt.spawnBlocking(() -> {
                    begun.countDown();
                    gate.await();
                    return 8;
                });
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        rt.close();
        assertFalse(stuck.isFinished());
        gate.countDown();
        assertEquals(8, stuck.join());
    }

    @Test
    void aBlockingCallMayCloseTheRuntimeAndDoesNotWaitForItself() throws Exception {
        JoinHandle<Integer> other = rt.spawn(new OneShot<>());
        JoinHandle<Integer> closer =
                rt.spawnBlocking(() -> {
                    rt.close();
                    return 9;
                });
        assertEquals(9, closer.join());
        assertTrue(rt.handle().isClosed());
        assertThrows(CancellationException.class, other::join);
    }

    @Test
    void afterTheEndItIsCalledOff() {
        rt.close();
        assertThrows(IllegalStateException.class, () -> rt.spawnBlocking(() -> 1));
        assertThrows(CancellationException.class, rt.handle().spawnBlocking(() -> 1)::join);
    }

    @Test
    void manyAreDoneByFewThreads() throws Exception {
        List<JoinHandle<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            all.add(rt.spawnBlocking(() -> number));
        }
        for (int i = 0; i < all.size(); i++) {
            assertEquals(i, rt.blockOn(all.get(i)));
        }
    }

    @Test
    void noneIsLostBetweenIdleAndBusy() throws Exception {
        for (int round = 0; round < 512; round++) {
            JoinHandle<Integer> first = rt.spawnBlocking(() -> 1);
            JoinHandle<Integer> second = rt.spawnBlocking(() -> 2);
            assertEquals(3, first.join() + second.join());
        }
    }

    private List<JoinHandle<Integer>> occupyAllThreads() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        List<JoinHandle<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            all.add(
                    rt.spawnBlocking(() -> {
                        begun.countDown();
                        gate.await();
                        return 0;
                    }));
        }
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        return all;
    }
}
