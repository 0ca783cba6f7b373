package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Futures;
import io.ringwake.future.ManualContext;
import io.ringwake.future.Waker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
@ParameterizedClass
@EnumSource(Flavour.class)
final class JoinHandleTest {
    private final Flavour flavour;
    private Ringwake rt;

    JoinHandleTest(Flavour flavour) {
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
    void joinBlocksAnyNumberOfThreadsUntilTheTaskHasEnded() throws Exception {
        OneShot<Integer> message = new OneShot<>();
        JoinHandle<Integer> task = rt.spawn(message);
        List<FutureTask<Integer>> joins = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            FutureTask<Integer> join = new FutureTask<>(task::join);
            joins.add(join);
            new Thread(join).start();
        }
        rt.blockOn(Tasks.yieldNow());
        message.send(11);
        assertEquals(11, rt.blockOn(task));
        for (FutureTask<Integer> join : joins) {
            assertEquals(11, join.get());
        }
        assertEquals(11, task.join());
    }

    @Test
    void joinThrowsTheTasksFailure() throws Exception {
        IOException failure = new IOException("failed");
        JoinHandle<Integer> task = rt.spawn(Futures.failed(failure));
        rt.blockOn(Tasks.yieldNow());
        assertSame(failure, assertThrows(IOException.class, task::join));
        assertSame(failure, assertThrows(IOException.class, task::join));
    }

    @Test
    void anInterruptEndsJoinAndLeavesTheTaskAlone() throws Exception {
        OneShot<Integer> message = new OneShot<>();
        JoinHandle<Integer> task = rt.spawn(message);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, task::join);
        assertFalse(Thread.currentThread().isInterrupted());
        message.send(2);
        assertEquals(2, rt.blockOn(task));
    }

    @Test
    void joinInsideTheRuntimeIsRefusedUnlessTheTaskHasEnded() throws Exception {
        JoinHandle<Integer> ended = rt.spawn(Futures.ready(1));
        JoinHandle<Integer> waiting = rt.spawn(new OneShot<>());
        runUntilFinished(ended);
        assertEquals(1, rt.blockOn(Futures.call(ended::join)));
        IllegalStateException refused =
                assertThrows(
                        IllegalStateException.class, () -> rt.blockOn(Futures.call(waiting::join)));
        assertTrue(refused.toString().contains("await the handle"), refused.toString());
    }

    @Test
    void isPolledOnceForItsResult() throws Exception {
        JoinHandle<Integer> task = rt.spawn(Futures.ready(1));
        runUntilFinished(task);
        assertTrue(task.poll(new ManualContext()).isReady());
        assertThrows(IllegalStateException.class, () -> task.poll(new ManualContext()));
        assertEquals(1, task.join());
    }

    @Test
    void aSecondPollReplacesTheWakerOfTheFirst() throws Exception {
        OneShot<Integer> message = new OneShot<>();
        JoinHandle<Integer> task = rt.spawn(message);
        ManualContext first = new ManualContext();
        ManualContext second = new ManualContext();
        assertFalse(task.poll(first).isReady());
        assertFalse(task.poll(second).isReady());
        message.send(1);
        do {
            rt.blockOn(Tasks.yieldNow());
        } while (second.wakes() == 0);
        assertEquals(0, first.wakes());
        assertEquals(1, second.wakes());
    }

    @Test
    void aWakerThatThrowsKeepsNobodyElseWaiting() throws Exception {
        OneShot<Integer> message = new OneShot<>();
        JoinHandle<Integer> task = rt.spawn(message);
        Waker throwing =
                () -> {
                    throw new IllegalStateException("thrown by a test");
                };
        CompletableFuture<Integer> first = task.toCompletableFuture();
        ((TaskResult<Integer>) task).whenFinished(throwing);
        CompletableFuture<Integer> last = task.toCompletableFuture();
        ((TaskResult<Integer>) task).setPoller(throwing);
        message.send(1);
        runUntilFinished(task);
        assertEquals(1, first.get(10, TimeUnit.SECONDS));
        assertEquals(1, last.get(10, TimeUnit.SECONDS));
    }

    @Test
    void joinsThatTimedOutLeaveAtMostOneBehind() throws Exception {
        JoinHandle<Integer> task = rt.spawn(new OneShot<>());
        for (int i = 0; i < 10; i++) {
            assertThrows(TimeoutException.class, () -> task.joinWithin(Duration.ZERO));
        }
        assertEquals(1, ((TaskResult<Integer>) task).waiting());
    }

    @Test
    void spendsBudget() throws Exception {
        JoinHandle<Integer> task = rt.spawn(Futures.ready(1));
        runUntilFinished(task);
        ManualContext cx = new ManualContext(0);
        assertFalse(task.poll(cx).isReady());
        cx.setBudget(1);
        assertTrue(task.poll(cx).isReady());
    }

    @Test
    void joinTurnsReadyWhileAnotherThreadDrives() throws Exception {
        OneShot<Integer> end = new OneShot<>();
        CountDownLatch driving = new CountDownLatch(1);
        FutureTask<Integer> driver =
                new FutureTask<>(() ->
                        rt.blockOn(
                                Futures.lazy(() -> {
                                    driving.countDown();
                                    return end;
                                })));
        Thread thread = new Thread(driver);
        thread.start();
        driving.await();
        assertEquals(8, rt.spawn(Tasks.yieldNow().map(done -> 8)).join());
        end.send(1);
        driver.get();
        thread.join();
    }

    /** Gives the task, on whatever worker it is, the time to end. */
    private void runUntilFinished(JoinHandle<?> task) throws Exception {
        do {
            rt.blockOn(Tasks.yieldNow());
        } while (!task.isFinished());
    }
}
