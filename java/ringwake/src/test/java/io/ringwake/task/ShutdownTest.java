package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Handle;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30) // half of the shutdown timeout: a wait for that is a failure
@ParameterizedClass
@EnumSource(Flavour.class)
final class ShutdownTest {
    private final Flavour flavour;
    private Ringwake rt;

    ShutdownTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    @BeforeEach
    void open() {
        rt = flavour.builder().shutdownTimeout(Duration.ofMinutes(1)).build();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    @Test
    void anotherTimeThanTheConfiguredOneMayBeGiven() {
        CountDownLatch gate = new CountDownLatch(1);
        rt.spawnBlocking(() -> gate.await(1, TimeUnit.MINUTES)).detach();
        assertThrows(IllegalArgumentException.class, () -> rt.closeWithin(Duration.ofNanos(-1)));
        rt.closeWithin(Duration.ofMillis(1));
        assertTrue(rt.handle().isClosed());
        gate.countDown();
    }

    /** Waits for ever, and does something when it is cancelled. */
    private static final class OnCancel implements Future<Integer> {
        private final Runnable action;
        private volatile @Nullable Waker waker;

        OnCancel(Runnable action) {
            this.action = action;
        }

        @Override
        public Poll<Integer> poll(Context cx) {
            waker = cx.waker();
            return Poll.pending();
        }

        void wake() {
            Waker stored = waker;
            if (stored != null) {
                stored.wake();
            }
        }

        @Override
        public void cancel() {
            action.run();
        }
    }

    @Test
    void cancelsTasksThatWaitAndTasksThatNeverRan() throws Exception {
        AtomicInteger cancelled = new AtomicInteger();
        JoinHandle<Integer> waiting = rt.spawn(new OnCancel(cancelled::incrementAndGet));
        rt.blockOn(Tasks.yieldNow());
        JoinHandle<Integer> neverRan = rt.spawn(new OnCancel(cancelled::incrementAndGet));
        rt.close();
        assertEquals(2, cancelled.get());
        assertThrows(CancellationException.class, waiting::join);
        assertThrows(CancellationException.class, neverRan::join);
        assertEquals(0, rt.metrics().liveTasks());
    }

    @Test
    void ofARuntimeThatNobodyDroveCancelsItsTasks() {
        AtomicInteger cancelled = new AtomicInteger();
        rt.spawn(new OnCancel(cancelled::incrementAndGet));
        rt.close();
        rt.close();
        assertEquals(1, cancelled.get());
    }

    @Test
    void onAnotherThreadThanTheOneThatDroveCancelsTasks() throws Exception {
        AtomicInteger cancelled = new AtomicInteger();
        rt.spawn(new OnCancel(cancelled::incrementAndGet));
        rt.spawn(Futures.lazy(() -> Time.sleep(Duration.ofHours(1))));
        rt.blockOn(Tasks.yieldNow());
        Thread closer = new Thread(rt::close);
        closer.start();
        closer.join();
        assertEquals(1, cancelled.get());
    }

    @Test
    void whileAnotherThreadIsParkedInBlockOnEndsThatCall() throws Exception {
        CountDownLatch driving = new CountDownLatch(1);
        AtomicInteger cancelled = new AtomicInteger();
        OnCancel endless = new OnCancel(cancelled::incrementAndGet);
        FutureTask<Integer> driver =
                new FutureTask<>(() ->
                        rt.blockOn(
                                Futures.lazy(() -> {
                                    driving.countDown();
                                    return endless;
                                })));
        Thread thread = new Thread(driver);
        thread.start();
        driving.await();
        rt.close();
        assertEquals(1, cancelled.get());
        Exception failure = assertThrows(Exception.class, driver::get);
        assertTrue(failure.getCause() instanceof CancellationException, failure.toString());
        thread.join();
    }

    @Test
    void insideATaskHappensOnceTheTaskGivesWay() {
        AtomicInteger cancelled = new AtomicInteger();
        JoinHandle<Integer> other = rt.spawn(new OnCancel(cancelled::incrementAndGet));
        assertThrows(
                CancellationException.class,
                () ->
                        rt.blockOn(
                                Futures.lazy(() -> {
                                    rt.close();
                                    assertTrue(flavour.isMultiThread() || cancelled.get() == 0);
                                    return new OnCancel(cancelled::incrementAndGet);
                                })));
        rt.close(); // where it goes on in the background: waits for it
        assertEquals(2, cancelled.get());
        assertTrue(other.isFinished());
        assertThrows(IllegalStateException.class, () -> rt.blockOn(Futures.done()));
    }

    @Test
    void cancellationMayWakeOtherTasksInAnyOrder() throws Exception {
        List<OnCancel> futures = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            OnCancel future = new OnCancel(() -> futures.forEach(OnCancel::wake));
            futures.add(future);
            rt.spawn(future);
        }
        rt.blockOn(Tasks.yieldNow());
        rt.close();
        futures.forEach(OnCancel::wake);
        assertEquals(0, rt.metrics().liveTasks());
    }

    @Test
    void aTaskSpawnedByACancellationIsCancelledToo() throws Exception {
        List<JoinHandle<Integer>> late = new ArrayList<>();
        OneShot<Integer> future = new OneShot<>();
        rt.spawn(new OnCancel(() -> late.add(Tasks.spawn(future))));
        rt.blockOn(Tasks.yieldNow());
        rt.close();
        assertTrue(future.isCancelled());
        assertThrows(CancellationException.class, late.get(0)::join);
    }

    @Test
    void spawnAfterCloseIsRefusedByTheRuntimeAndCancelledByTheHandle() {
        Handle handle = rt.handle();
        rt.close();
        assertTrue(handle.isClosed());
        assertThrows(IllegalStateException.class, () -> rt.spawn(Futures.done()));
        OneShot<Integer> future = new OneShot<>();
        JoinHandle<Integer> task = handle.spawn(future);
        assertTrue(task.isFinished());
        assertTrue(future.isCancelled());
        assertEquals(0, future.polls());
        assertThrows(CancellationException.class, task::join);
    }

    @Test
    void returnsAfterItsTimeoutAlthoughATaskBlocksTheDriver() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Ringwake stuck = flavour.builder().shutdownTimeout(Duration.ofMillis(50)).build();
        FutureTask<Integer> driver =
                new FutureTask<>(() ->
                        stuck.blockOn(cx -> {
                            blocked.countDown();
                            release.await();
                            return Poll.pending();
                        }));
        Thread thread = new Thread(driver);
        thread.start();
        blocked.await();
        stuck.close();
        assertTrue(flavour.isMultiThread() || !driver.isDone());
        release.countDown();
        thread.join();
        assertThrows(Exception.class, driver::get);
        while (stuck.metrics().liveTasks() > 0) {
            Thread.onSpinWait(); // a worker has still to see that its task was cancelled
        }
    }

    @Test
    void isPromptWhenNothingBlocksHoweverLongTheTimeout() throws Exception {
        try (Ringwake patient = flavour.builder().shutdownTimeout(Duration.ofDays(9999)).build()) {
            patient.spawn(new OneShot<>());
            patient.blockOn(Tasks.yieldNow());
        }
    }

    @Test
    void racesWithWakesOfTenThousandTasks() throws Exception {
        for (int round = 0; round < 5; round++) {
            closeUnderWakes(flavour.builder().shutdownTimeout(Duration.ofMinutes(1)).build());
        }
    }

    private static void closeUnderWakes(Ringwake busy) throws Exception {
        List<OneShot<Integer>> messages = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            OneShot<Integer> message = new OneShot<>();
            messages.add(message);
            busy.spawn(message);
        }
        busy.blockOn(Tasks.yieldNow());
        Handle handle = busy.handle();
        Thread foreign =
                new Thread(() -> {
                    for (OneShot<Integer> message : messages) {
                        message.send(1);
                        handle.spawn(new OneShot<>());
                    }
                });
        foreign.start();
        busy.close();
        foreign.join();
        assertEquals(0, busy.metrics().liveTasks());
    }

    @Test
    void closingAnotherRuntimeInsideATaskLeavesThisOneCurrent() throws Exception {
        Ringwake other = flavour.builder().build();
        other.spawn(new OneShot<>());
        Handle current =
                rt.blockOn(
                        Futures.call(() -> {
                            other.close();
                            return Ringwake.current();
                        }));
        assertEquals(rt.handle(), current);
        flavour.assertRunsTasks(rt.blockOn(Futures.call(Thread::currentThread)));
    }
}
