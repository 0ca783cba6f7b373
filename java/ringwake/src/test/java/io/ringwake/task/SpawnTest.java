package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Handle;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
@ParameterizedClass
@EnumSource(Flavour.class)
final class SpawnTest {
    private final Flavour flavour;
    private Ringwake rt;

    SpawnTest(Flavour flavour) {
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
    void aTaskRunsWhileBlockOnAwaitsItsMessage() throws Exception {
        OneShot<String> message = new OneShot<>();
        rt.spawn(
                Futures.call(() -> {
                    message.send("sent");
                    return 0;
                }));
        assertEquals("sent", rt.blockOn(message));
    }

    @Test
    void aTaskDoesNotRunWithoutBlockOn() throws Exception {
        flavour.onlyWhereTheCallerDrives();
        AtomicBoolean ran = new AtomicBoolean();
        JoinHandle<Boolean> task = rt.spawn(Futures.call(() -> ran.getAndSet(true)));
        assertFalse(ran.get());
        assertFalse(task.isFinished());
        rt.blockOn(task);
        assertTrue(ran.get());
    }

    @Test
    void twoTasksRelayAMessage() throws Exception {
        OneShot<Integer> first = new OneShot<>();
        OneShot<Integer> second = new OneShot<>();
        rt.spawn(first.map(n -> relay(second, n + 1)));
        rt.spawn(Tasks.yieldNow().map(done -> relay(first, 1)));
        assertEquals(2, rt.blockOn(second));
    }

    private static int relay(OneShot<Integer> to, int value) {
        to.send(value);
        return value;
    }

    @Test
    void fiveHundredTasksSpawnedByATaskAllEnd() throws Exception {
        int sum =
                rt.blockOn(
                        Futures.lazy(() -> {
                            List<JoinHandle<Integer>> tasks = new ArrayList<>();
                            for (int i = 0; i < 500; i++) {
                                int value = i;
                                tasks.add(Tasks.spawn(Tasks.yieldNow().map(done -> value)));
                            }
                            return sumOf(tasks);
                        }));
        assertEquals(499 * 500 / 2, sum);
        assertEquals(0, rt.metrics().liveTasks());
    }

    private static Future<Integer> sumOf(List<JoinHandle<Integer>> tasks) {
        AtomicInteger sum = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        return Futures.repeatWhile(() ->
                        tasks.get(next.getAndIncrement())
                                .map(value -> {
                                    sum.addAndGet(value);
                                    return next.get() < tasks.size();
                                }))
                .map(done -> sum.get());
    }

    @Test
    void aChainOfSpawnsReturnsTheInnermostValue() throws Exception {
        assertEquals("inner", rt.blockOn(nested(10)));
    }

    private static Future<String> nested(int depth) {
        return depth == 0
                ? Futures.ready("inner")
                : Futures.lazy(() -> Tasks.spawn(nested(depth - 1)));
    }

    @Test
    void aSpawnFromAnotherThreadWakesTheParkedRuntime() throws Exception {
        OneShot<Thread> ranOn = new OneShot<>();
        Handle handle = rt.handle();
        CountDownLatch driving = new CountDownLatch(1);
        rt.spawn(
                Futures.call(() -> {
                    driving.countDown();
                    return 0;
                }));
        Thread foreign =
                new Thread(() -> {
                    awaitUninterruptibly(driving);
                    handle.spawn(
                            Futures.call(() -> {
                                ranOn.send(Thread.currentThread());
                                return 0;
                            }));
                });
        foreign.start();
        flavour.assertRunsTasks(rt.blockOn(ranOn));
        foreign.join();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aThrowableEndsTheTaskAndNotTheWorker() throws Exception {
        List<Throwable> failures =
                List.of(
                        new IOException("checked"),
                        new IllegalStateException("unchecked"),
                        new AssertionError("error"),
                        new OutOfMemoryError("simulated"));
        for (Throwable failure : failures) {
            OneShot<Integer> held = new OneShot<>();
            JoinHandle<Integer> task = rt.spawn(new Throwing<>(failure, held));
            assertSame(failure, assertThrows(Throwable.class, () -> rt.blockOn(task)));
            assertTrue(held.isCancelled(), "what the future held is let go");
        }
        assertEquals(1, rt.blockOn(Futures.ready(1)));
    }

    private record Throwing<T>(Throwable failure, Future<T> held) implements Future<T> {
        @Override
        public Poll<T> poll(io.ringwake.future.Context cx) throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }

        @Override
        public void cancel() {
            held.cancel();
        }
    }

    @Test
    void aStackOverflowEndsTheTaskAndNotTheWorker() throws Exception {
        JoinHandle<Integer> task = rt.spawn(Futures.call(() -> endless(0)));
        assertThrows(StackOverflowError.class, () -> rt.blockOn(task));
        assertEquals(1, rt.blockOn(Futures.ready(1)));
    }

    @SuppressWarnings("InfiniteRecursion") // to overflow the stack
    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    @Test
    void aPollThatReturnsNullFailsTheTask() {
        @SuppressWarnings("NullAway") // a broken future
        Future<Integer> broken = cx -> null;
        assertThrows(NullPointerException.class, () -> rt.blockOn(rt.spawn(broken)));
    }

    @Test
    void aWakeDuringThePollLeadsToAnotherPoll() throws Exception {
        AtomicInteger polls = new AtomicInteger();
        Future<Integer> wakesItself =
                cx -> {
                    if (polls.incrementAndGet() == 3) {
                        return Poll.ready(3);
                    }
                    cx.waker().wake();
                    cx.waker().wake();
                    return Poll.pending();
                };
        assertEquals(3, rt.blockOn(rt.spawn(wakesItself)));
        assertEquals(3, polls.get());
    }

    @Test
    void aTaskIsPolledOncePerWakeAndNotMore() throws Exception {
        flavour.onlyWhereTheCallerDrives(); // elsewhere the wake may come during the first poll
        OneShot<Integer> message = new OneShot<>();
        JoinHandle<Integer> task = rt.spawn(message);
        rt.blockOn(Tasks.yieldNow());
        rt.blockOn(Tasks.yieldNow());
        assertEquals(1, message.polls());
        message.send(1);
        rt.blockOn(task);
        assertEquals(2, message.polls());
    }

    @Test
    void aWakeAfterTheEndHasNoEffect() throws Exception {
        io.ringwake.future.Waker[] kept = new io.ringwake.future.Waker[1];
        Future<Integer> future =
                cx -> {
                    kept[0] = cx.waker();
                    return Poll.ready(1);
                };
        rt.blockOn(rt.spawn(future));
        long polls = rt.metrics().polls();
        kept[0].wake();
        rt.blockOn(Futures.done());
        assertEquals(polls + 1, rt.metrics().polls());
        rt.close();
        kept[0].wake();
    }

    @Test
    void numbersOfTasksDiffer() {
        assertNotEquals(rt.spawn(Futures.done()).id(), rt.spawn(Futures.done()).id());
    }

    @Test
    void spawnNeedsARuntimeAndEnteringOneWillDo() throws Exception {
        IllegalStateException outside =
                assertThrows(IllegalStateException.class, () -> Tasks.spawn(Futures.ready(1)));
        assertTrue(outside.toString().contains("Handle.enter"), outside.toString());
        JoinHandle<Integer> task;
        try (Handle.Entered entered = rt.handle().enter()) {
            assertNotNull(entered);
            assertEquals(rt.handle(), Ringwake.current());
            task = Tasks.spawn(Futures.ready(5));
        }
        assertEquals(5, rt.blockOn(task));
        assertThrows(IllegalStateException.class, Ringwake::current);
    }

    @Test
    void insideATaskTheCurrentRuntimeIsItsOwn() throws Exception {
        assertEquals(rt.handle(), rt.blockOn(Futures.call(Ringwake::current)));
        try (Ringwake other = Ringwake.currentThread().withoutIo().build();
                Handle.Entered entered = other.handle().enter()) {
            assertNotNull(entered);
            assertEquals(rt.handle(), rt.blockOn(Futures.call(Ringwake::current)));
        }
    }

    @Test
    void aTaskCanEnterAnotherRuntime() throws Exception {
        try (Ringwake other = Ringwake.multiThread().workers(1).withoutIo().build()) {
            Handle inside =
                    rt.blockOn(
                                    Futures.call(() -> {
                                        try (Handle.Entered entered = other.handle().enter()) {
                                            assertNotNull(entered);
                                            assertEquals(other.handle(), Ringwake.current());
                                            return Tasks.spawn(Futures.call(Ringwake::current));
                                        } finally {
                                            assertEquals(rt.handle(), Ringwake.current());
                                        }
                                    }))
                            .join();
            assertEquals(other.handle(), inside);
        }
    }

    @Test
    void aTaskThatDoesNotLeaveAnotherRuntimeTakesNobodyAlong() throws Exception {
        try (Ringwake other = Ringwake.multiThread().workers(1).withoutIo().build()) {
            rt.blockOn(Futures.call(() -> other.handle().enter()));
            for (int i = 0; i < 4 * flavour.workers(); i++) {
                assertEquals(rt.handle(), rt.blockOn(Futures.call(Ringwake::current)));
            }
        }
    }
}
