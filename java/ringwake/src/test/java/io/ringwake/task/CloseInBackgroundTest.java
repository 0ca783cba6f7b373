package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Futures;
import io.ringwake.future.SlowEnd;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30) // half of the shutdown timeout: a wait for that is a failure
@ParameterizedClass
@EnumSource(Flavour.class)
final class CloseInBackgroundTest {
    private final Flavour flavour;
    private Ringwake rt;

    CloseInBackgroundTest(Flavour flavour) {
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

    private Thread driving(FutureTask<?> body) {
        Thread thread = new Thread(body);
        thread.start();
        return thread;
    }

    @Test
    void aTaskOfAnotherRuntimeIsNotHeldUpByWhatDoesNotEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        JoinHandle<Boolean> blocked =
                rt.spawnBlocking(() -> {
                    begun.countDown();
                    gate.await();
                    return true;
                });
        begun.await();
        JoinHandle<Integer> waiting = rt.spawn(new OneShot<>());
        rt.blockOn(Tasks.yieldNow());
        try (Ringwake other = flavour.builder().build()) {
            other.blockOn(
                    Futures.call(() -> {
                        rt.closeInBackground();
                        return true;
                    }));
        }
        assertThrows(CancellationException.class, waiting::join);
        assertTrue(rt.handle().isClosed());
        assertFalse(blocked.isFinished());
        gate.countDown();
        assertTrue(blocked.join());
    }

    @Test
    void theThreadThatDrivesLeavesBlockOn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        OneShot<Integer> endless = new OneShot<>();
        FutureTask<Integer> driver =
                new FutureTask<>(() ->
                        rt.blockOn(
                                Futures.lazy(() -> {
                                    begun.countDown();
                                    return endless;
                                })));
        Thread thread = driving(driver);
        begun.await();
        rt.closeInBackground();
        ExecutionException failure = assertThrows(ExecutionException.class, driver::get);
        assertInstanceOf(CancellationException.class, failure.getCause());
        assertTrue(endless.isCancelled());
        thread.join();
    }

    @Test
    void insideATaskItIsTheSameAsClose() throws Exception {
        OneShot<Integer> other = new OneShot<>();
        JoinHandle<Integer> waiting = rt.spawn(other);
        assertThrows(
                CancellationException.class,
                () ->
                        rt.blockOn(
                                Futures.lazy(() -> {
                                    rt.closeInBackground();
                                    return new OneShot<Integer>();
                                })));
        assertThrows(CancellationException.class, waiting::join);
        assertTrue(other.isCancelled());
    }

    /** Either finds the other, and one of the two closes the runtime. */
    @Test
    void isNotLostWhileTheThreadThatDrivesLeaves() throws Exception {
        for (int i = 0; i < 300; i++) {
            Ringwake raced = flavour.builder().shutdownTimeout(Duration.ofMinutes(1)).build();
            JoinHandle<Integer> waiting = raced.spawn(new OneShot<>());
            CountDownLatch begun = new CountDownLatch(1);
            FutureTask<Boolean> driver =
                    new FutureTask<>(() ->
                            raced.blockOn(
                                    Futures.call(() -> {
                                        begun.countDown();
                                        return true;
                                    })));
            Thread thread = driving(driver);
            begun.await();
            raced.closeInBackground();
            assertThrows(CancellationException.class, waiting::join);
            thread.join();
        }
    }

    @Test
    void manyTasksAreCancelledByTheCallingThreadIfNobodyDrives() {
        flavour.onlyWhereTheCallerDrives();
        for (int i = 0; i < 1000; i++) {
            rt.spawn(new OneShot<>());
        }
        SlowEnd<Integer> slow = new SlowEnd<>();
        JoinHandle<Integer> cleaning = rt.spawn(slow);
        rt.closeInBackground();
        assertEquals(0, rt.metrics().liveTasks());
        assertTrue(cleaning.isFinished());
    }

    @Test
    void hasNoEffectAfterAnotherClose() {
        rt.closeInBackground();
        rt.closeInBackground();
        rt.close();
        rt.closeInBackground();
        assertTrue(rt.handle().isClosed());
    }
}
