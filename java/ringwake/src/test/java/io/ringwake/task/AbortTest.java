package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
@ParameterizedClass
@EnumSource(Flavour.class)
final class AbortTest {
    private final Flavour flavour;
    private Ringwake rt;

    AbortTest(Flavour flavour) {
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

    /** Waits for ever; records where it is cancelled, and that no poll is running then. */
    private static final class Endless implements Future<Integer> {
        private final AtomicInteger inside = new AtomicInteger();
        private volatile @Nullable Thread cancelledOn;
        private volatile int polls;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread polls at a time
        public Poll<Integer> poll(Context cx) {
            assertEquals(1, inside.incrementAndGet());
            polls++;
            inside.decrementAndGet();
            return Poll.pending();
        }

        @Override
        public void cancel() {
            assertEquals(1, inside.incrementAndGet());
            cancelledOn = Thread.currentThread();
            inside.decrementAndGet();
        }
    }

    private static void onAnotherThread(Runnable action) throws InterruptedException {
        Thread thread = new Thread(action);
        thread.start();
        thread.join();
    }

    @Test
    void fromAnotherThreadCancelsOnTheWorkerBeforeTheHandleIsReady() throws Exception {
        flavour.onlyWhereTheCallerDrives();
        Endless future = new Endless();
        JoinHandle<Integer> task = rt.spawn(future);
        rt.blockOn(Tasks.yieldNow());
        assertEquals(1, future.polls);
        onAnotherThread(task::abort);
        assertFalse(task.isFinished());
        assertThrows(CancellationException.class, () -> rt.blockOn(task));
        flavour.assertRunsTasks(future.cancelledOn);
        assertTrue(task.isFinished());
    }

    @Test
    void wakesAParkedRuntime() throws Exception {
        JoinHandle<Integer> task = rt.spawn(new Endless());
        Thread aborter = new Thread(task::abort);
        rt.spawn(
                Futures.call(() -> {
                    aborter.start();
                    return 0;
                }));
        assertThrows(CancellationException.class, () -> rt.blockOn(task));
        aborter.join();
    }

    @Test
    void beforeTheFirstPollCancelsWithoutPolling() {
        flavour.onlyWhereTheCallerDrives();
        Endless future = new Endless();
        JoinHandle<Integer> task = rt.spawn(future);
        task.abort();
        assertThrows(CancellationException.class, () -> rt.blockOn(task));
        assertEquals(0, future.polls);
        flavour.assertRunsTasks(future.cancelledOn);
    }

    @Test
    void thenDroppingTheHandleStillEndsTheTask() throws Exception {
        flavour.onlyWhereTheCallerDrives();
        Endless future = new Endless();
        JoinHandle<Integer> task = rt.spawn(future);
        rt.blockOn(Tasks.yieldNow());
        task.abort();
        task.detach();
        rt.blockOn(Tasks.yieldNow());
        flavour.assertRunsTasks(future.cancelledOn);
        assertEquals(0, rt.metrics().liveTasks());
    }

    @Test
    void ofAFinishedTaskHasNoEffect() throws Exception {
        JoinHandle<Integer> task = rt.spawn(Futures.ready(4));
        while (!task.isFinished()) {
            rt.blockOn(Tasks.yieldNow());
        }
        task.abort();
        assertEquals(4, rt.blockOn(task));
    }

    @Test
    void ofTheTaskItselfEndsItAfterThePoll() throws Exception {
        Endless inner = new Endless();
        OneShot<JoinHandle<Integer>> self = new OneShot<>();
        Future<Integer> abortsItself =
                self.andThen(handle -> {
                    handle.abort();
                    return inner;
                });
        JoinHandle<Integer> task = rt.spawn(abortsItself);
        self.send(task);
        assertThrows(CancellationException.class, () -> rt.blockOn(task));
        assertEquals(1, inner.polls);
        flavour.assertRunsTasks(inner.cancelledOn);
    }

    @Test
    void aThrowableOfCancelIsWhatTheHandleThrows() {
        AssertionError failure = new AssertionError("thrown by cancel");
        Future<Integer> future =
                new Future<>() {
                    @Override
                    public Poll<Integer> poll(Context cx) {
                        return Poll.pending();
                    }

                    @Override
                    public void cancel() {
                        throw failure;
                    }
                };
        JoinHandle<Integer> task = rt.spawn(future);
        task.abort();
        assertSame(failure, assertThrows(AssertionError.class, () -> rt.blockOn(task)));
    }

    @Test
    void cancellingTheHandleDetachesAndDoesNotAbort() throws Exception {
        OneShot<Integer> message = new OneShot<>();
        JoinHandle<Integer> task = rt.spawn(message);
        task.cancel();
        message.send(1);
        while (!task.isFinished()) {
            rt.blockOn(Tasks.yieldNow());
        }
        assertFalse(message.isCancelled());
        assertEquals(1, task.join());
    }
}
