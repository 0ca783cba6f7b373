package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.Flavour;
import io.ringwake.Handle;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that block in the middle of a poll. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class BlockInPlaceTest {
    private static final Duration SHUTDOWN = Duration.ofMinutes(1);

    private final Flavour flavour;
    private final CountDownLatch latch = new CountDownLatch(1);
    private Ringwake rt;

    BlockInPlaceTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    @BeforeEach
    void open() {
        rt = flavour.builder().shutdownTimeout(SHUTDOWN).build();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    @Test
    void onCurrentThreadItIsRefusedWithAdvice() {
        assumeFalse(flavour.isMultiThread());
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> rt.blockOn(inPlace(() -> 1)));
        assertTrue(refusal.getMessage().contains("use Tasks.spawnBlocking"), refusal.getMessage());
    }

    @Test
    void outsideOfAWorkerItIsTheCall() throws Exception {
        assertEquals(1, Tasks.blockInPlace(() -> 1));
        assertEquals(2, rt.spawnBlocking(() -> Tasks.blockInPlace(() -> 2)).join());
    }

    @Test
    void aRuntimeThatTheTaskHasEnteredIsTheCurrentOneInside() throws Exception {
        assumeTrue(flavour.isMultiThread());
        try (Ringwake other = Ringwake.currentThread().withoutIo().build()) {
            rt.blockOn(
                    Futures.call(() -> {
                        assertEquals(rt.handle(), Tasks.blockInPlace(Ringwake::current));
                        try (Handle.Entered entered = other.handle().enter()) {
                            assertNotNull(entered);
                            assertEquals(other.handle(), Tasks.blockInPlace(Ringwake::current));
                            assertEquals(other.handle(), Ringwake.current());
                        }
                        return 0;
                    }));
        }
    }

    @Test
    void anInterruptThatATaskHasLeftDoesNotReachTheNextCall() throws Exception {
        assumeTrue(flavour.isMultiThread());
        for (int i = 0; i < 4 * flavour.workers(); i++) {
            rt.blockOn(
                    Futures.call(() -> {
                        Thread.currentThread().interrupt();
                        return 0;
                    }));
            assertFalse(rt.blockOn(inPlace(Thread::interrupted)));
        }
    }

    @Test
    void theCallIsMadeOnTheSameThreadAndMayFail() throws Exception {
        assumeTrue(flavour.isMultiThread());
        rt.blockOn(
                Futures.lazy(() -> {
                    Thread here = Thread.currentThread();
                    assertSame(here, Tasks.blockInPlace(Thread::currentThread));
                    return Futures.done();
                }));
        IOException failure = new IOException("of the call");
        Callable<Integer> failing =
                () -> {
                    throw failure;
                };
        assertSame(failure, assertThrows(IOException.class, () -> rt.blockOn(inPlace(failing))));
        assertEquals(3, rt.blockOn(Futures.ready(3)));
    }

    @Test
    void whatWaitedOnTheWorkerIsRunByOthers() throws Exception {
        assumeTrue(flavour.workers() > 1);
        CountDownLatch ran = new CountDownLatch(3);
        boolean all =
                rt.blockOn(
                        Futures.lazy(() -> {
                            for (int i = 0; i < 3; i++) {
                                Tasks.spawn(counted(ran));
                            }
                            return Futures.ready(Tasks.blockInPlace(() -> await(ran)));
                        }));
        assertTrue(all);
    }

    @Test
    void whoGaveWayIsWokenBefore() throws Exception {
        assumeTrue(flavour.workers() > 1);
        for (int round = 0; round < 50; round++) {
            CountDownLatch yielded = new CountDownLatch(1);
            JoinHandle<Void> yielding =
                    rt.spawn(Tasks.yieldNow().andThen(done -> counted(yielded)));
            boolean seen =
                    rt.blockOn(
                            Futures.lazy(() -> {
                                Tasks.spawn(Tasks.yieldNow());
                                return Futures.ready(Tasks.blockInPlace(() -> await(yielded)));
                            }));
            assertTrue(seen);
            yielding.join();
        }
    }

    @Test
    void blockOnWorksInside() throws Exception {
        assumeTrue(flavour.isMultiThread());
        int value =
                rt.blockOn(
                        inPlace(() ->
                                Ringwake.current()
                                        .blockOn(Tasks.yieldNow().andThen(done -> sleepThen(5)))));
        assertEquals(5, value);
    }

    @Test
    void joinWorksInsideAlsoWhenAllWorkersAreThere() throws Exception {
        assumeTrue(flavour.isMultiThread());
        CountDownLatch all = new CountDownLatch(flavour.workers());
        List<JoinHandle<Integer>> blocked = new ArrayList<>();
        for (int i = 0; i < flavour.workers(); i++) {
            int value = i;
            Callable<Integer> joining =
                    () -> {
                        all.countDown();
                        assertTrue(await(all));
                        return Tasks.spawn(Tasks.yieldNow().andThen(done -> sleepThen(value)))
                                .join();
                    };
            blocked.add(rt.spawn(inPlace(joining)));
        }
        for (int i = 0; i < blocked.size(); i++) {
            assertEquals(i, blocked.get(i).join());
        }
    }

    @Test
    void deepNestingEnds() throws Exception {
        assumeTrue(flavour.isMultiThread());
        assertEquals(20, rt.blockOn(nested(20)));
    }

    @Test
    void manyAtOnceEnd() throws Exception {
        assumeTrue(flavour.isMultiThread());
        List<JoinHandle<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(rt.spawn(nested(3)));
        }
        for (JoinHandle<Integer> handle : all) {
            assertEquals(3, rt.blockOn(handle));
        }
    }

    @Test
    void thePollGoesOnWithItsOwnWaker() throws Exception {
        assumeTrue(flavour.isMultiThread());
        OneShot<Integer> message = new OneShot<>();
        boolean[] blocked = {false};
        JoinHandle<Integer> task =
                rt.spawn(cx -> {
                    if (!blocked[0]) {
                        blocked[0] = true;
                        Tasks.blockInPlace(() -> Ringwake.current().blockOn(Tasks.yieldNow()));
                        latch.countDown();
                    }
                    return message.poll(cx);
                });
        assertTrue(await(latch));
        message.send(4);
        assertEquals(4, task.join());
    }

    @Test
    void aCurrentThreadRuntimeRunsInsideAndTheTaskGivesWayAfter() throws Exception {
        assumeTrue(flavour.isMultiThread());
        int value =
                rt.blockOn(
                        inPlace(BlockInPlaceTest::inARuntimeOfItsOwn)
                                .andThen(inner -> Tasks.yieldNow().map(done -> inner + 1)));
        assertEquals(8, value);
    }

    @Test
    void closingDoesNotHangOnACallThatWaitsForACancelledTask() throws Exception {
        assumeTrue(flavour.workers() > 1);
        JoinHandle<Boolean> blocked = rt.spawn(inPlace(() -> await(latch)));
        OneShot<Integer> never = new OneShot<>();
        rt.spawn(Futures.<Integer>lazy(() -> never).thenClose(latch::countDown));
        rt.close();
        assertTrue(blocked.isFinished());
    }

    @Test
    void closingInterruptsCallsThatKeepAllWorkers() throws Exception {
        assumeTrue(flavour.isMultiThread());
        OneShot<Integer> never = new OneShot<>();
        JoinHandle<Integer> idle =
                rt.spawn(Futures.<Integer>lazy(() -> never).thenClose(latch::countDown));
        List<JoinHandle<Boolean>> blocked = blockAllWorkers();
        Thread closer = new Thread(rt::close);
        closer.start();
        try {
            closer.join(TimeUnit.SECONDS.toMillis(SHUTDOWN.toSeconds() / 2));
            assertFalse(closer.isAlive());
        } finally {
            latch.countDown();
        }
        assertTrue(idle.isFinished());
        List<Boolean> waited = new ArrayList<>();
        for (JoinHandle<Boolean> each : blocked) {
            waited.add(each.join());
        }
        assertTrue(waited.contains(false)); // the first one back; it may have released the others
    }

    /** Each worker waits for the latch, in place; false if it is interrupted. */
    private List<JoinHandle<Boolean>> blockAllWorkers() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(flavour.workers());
        Callable<Boolean> waiting =
                () -> {
                    inside.countDown();
                    try {
                        return latch.await(1, TimeUnit.HOURS);
                    } catch (InterruptedException brokenOff) {
                        return false;
                    }
                };
        List<JoinHandle<Boolean>> blocked = new ArrayList<>();
        for (int i = 0; i < flavour.workers(); i++) {
            blocked.add(rt.spawn(inPlace(waiting)));
        }
        assertTrue(await(inside));
        return blocked;
    }

    @Test
    void closingInsideGoesOnInTheBackground() throws Exception {
        assumeTrue(flavour.isMultiThread());
        JoinHandle<Integer> closer =
                rt.spawn(
                        inPlace(() -> {
                            rt.close();
                            return 6;
                        }));
        assertEquals(6, closer.join());
        rt.close();
        assertTrue(rt.handle().isClosed());
    }

    private static <T> Future<T> inPlace(Callable<T> call) {
        return Futures.lazy(() -> Futures.ready(Tasks.blockInPlace(call)));
    }

    private static Future<Integer> nested(int depth) {
        return depth == 0
                ? Tasks.yieldNow().map(done -> 0)
                : inPlace(() -> Ringwake.current().blockOn(nested(depth - 1)) + 1);
    }

    private static Future<Integer> sleepThen(int value) {
        return Time.sleep(Duration.ofMillis(2)).map(done -> value);
    }

    private static Future<Void> counted(CountDownLatch latch) {
        return Futures.lazy(() -> {
            latch.countDown();
            return Futures.done();
        });
    }

    private static int inARuntimeOfItsOwn() throws Exception {
        try (Ringwake inner = Ringwake.currentThread().withoutIo().build()) {
            return inner.blockOn(Futures.lazy(() -> sleepThen(7)));
        }
    }

    private static boolean await(CountDownLatch latch) throws InterruptedException {
        return latch.await(30, TimeUnit.SECONDS);
    }
}
