package io.ringwake;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Step;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.OneShot;
import io.ringwake.task.TaskLocal;
import io.ringwake.task.Tasks;
import io.ringwake.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Async blocks in a class that is not processed, which this one is not. */
@Timeout(30) // half of the shutdown timeout: a wait for that is a failure
@ParameterizedClass
@EnumSource(Flavour.class)
final class AsyncTest {
    private static final TaskLocal<String> NAME = TaskLocal.of("name");

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Ringwake rt;

    AsyncTest(Flavour flavour) {
        this.rt = flavour.orSkip().builder().shutdownTimeout(Duration.ofMinutes(1)).build();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    private void driveUntilLogged(String entry) throws Exception {
        while (!log.contains(entry)) {
            rt.blockOn(Tasks.yieldNow());
        }
    }

    @Test
    void nothingRunsBeforeTheFirstPoll() throws Exception {
        Future<Integer> block =
                async(() -> {
                    log.add("run");
                    return 1;
                });
        rt.blockOn(Tasks.yieldNow());
        assertEquals(List.of(), log);
        assertEquals(1, rt.blockOn(block));
        assertThrows(IllegalStateException.class, () -> rt.blockOn(block));
    }

    @Test
    void seesTheTaskLocalsOfItsTask() throws Exception {
        Future<String> block =
                async(() -> {
                    String before = NAME.get();
                    String inner =
                            await(NAME.scope("inner", async(() -> await(later(1)) + NAME.get())));
                    await(Tasks.yieldNow());
                    return before + " " + inner + " " + NAME.get();
                });
        assertEquals("outer 1inner outer", rt.blockOn(NAME.scope("outer", block)));
        assertEquals("none", rt.blockOn(async(() -> NAME.orElse("none"))));
    }

    @Test
    void awaitsInALoop() throws Exception {
        Future<Integer> sum =
                async(() -> {
                    int total = 0;
                    for (int i = 1; i <= 100; i++) {
                        total += await(i % 2 == 0 ? Futures.ready(i) : later(i));
                    }
                    return total;
                });
        assertEquals(5050, rt.blockOn(sum));
    }

    private static Future<Integer> later(int value) {
        return Tasks.yieldNow().map(nothing -> value);
    }

    @Test
    void blocksAwaitBlocks() throws Exception {
        assertEquals(6, rt.blockOn(nested(6)));
    }

    private static Future<Integer> nested(int depth) {
        return async(() -> depth == 0 ? await(later(0)) : 1 + await(nested(depth - 1)));
    }

    @Test
    void anExceptionArrivesAtTheAwaitAsItself() throws Exception {
        IOException failure = new IOException("of the future");
        Future<String> caught =
                async(() -> {
                    try {
                        return "none " + await(Futures.<String>failed(failure));
                    } catch (IOException e) {
                        assertSame(failure, e);
                        return await(Tasks.yieldNow().map(nothing -> "caught"));
                    }
                });
        assertEquals("caught", rt.blockOn(caught));
        Future<Integer> passed = async(() -> await(async(() -> await(Futures.failed(failure)))));
        assertSame(failure, assertThrows(IOException.class, () -> rt.blockOn(passed)));
        AssertionError error = new AssertionError("of the body");
        Future<Integer> thrown =
                async(() -> {
                    throw error;
                });
        assertSame(error, assertThrows(AssertionError.class, () -> rt.blockOn(thrown)));
    }

    @Test
    void theRuntimeIsTheCurrentOneInside() throws Exception {
        Future<Integer> block =
                async(() -> {
                    assertEquals(rt.handle(), Ringwake.current());
                    JoinHandle<Integer> child = Tasks.spawn(later(4));
                    await(Time.sleep(Duration.ofMillis(1)));
                    assertEquals(rt.handle(), Ringwake.current());
                    return await(child);
                });
        assertEquals(4, rt.blockOn(block));
    }

    @Test
    void blocksOfOneTaskNeverRunAtOnce() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        Future<Integer> one = counts(inside);
        Future<Integer> other = counts(inside);
        assertEquals(200, rt.blockOn(Futures.join(one, other, Integer::sum)));
    }

    private static Future<Integer> counts(AtomicInteger inside) {
        return async(() -> {
            int rounds = 0;
            for (; rounds < 100; rounds++) {
                assertEquals(1, inside.incrementAndGet());
                Thread.onSpinWait();
                inside.decrementAndGet();
                await(Tasks.yieldNow());
            }
            return rounds;
        });
    }

    @Test
    void anAwaitOutsideOfABlockSaysWhatToDo() {
        String message =
                assertThrows(IllegalStateException.class, () -> await(Futures.done())).getMessage();
        assertTrue(message.contains("async()") && message.contains("blockOn"), message);
    }

    @Test
    @SuppressWarnings("try") // the resource is there to be closed
    void anAbortArrivesAtTheAwaitAndWaitsForTheFinallyBlocks() throws Exception {
        OneShot<Integer> never = new OneShot<>();
        OneShot<Integer> closing = new OneShot<>();
        Future<Integer> block =
                async(() -> {
                    try (AutoCloseable resource = () -> log.add("closed")) {
                        log.add("waits");
                        return await(never);
                    } catch (CancellationException e) {
                        log.add("cancelled");
                        assertTrue(never.isCancelled());
                        throw e;
                    } finally {
                        log.add("finally");
                        log.add("got " + await(closing));
                    }
                });
        JoinHandle<Integer> task = rt.spawn(block);
        driveUntilLogged("waits");
        task.abort();
        driveUntilLogged("finally");
        assertFalse(task.isFinished());
        closing.send(7);
        assertThrows(CancellationException.class, () -> rt.blockOn(task));
        assertEquals(List.of("waits", "closed", "cancelled", "finally", "got 7"), log);
    }

    @Test
    void theEndOfTheRuntimeCancelsToo() throws Exception {
        rt.spawn(
                async(() -> {
                    try {
                        log.add("waits");
                        return await(new OneShot<>());
                    } finally {
                        await(Time.sleep(Duration.ofMillis(1)));
                        log.add("cleaned up");
                    }
                }));
        driveUntilLogged("waits");
        rt.close();
        assertEquals(List.of("waits", "cleaned up"), log);
    }

    @Test
    void oneThatWasNotStartedNeverRuns() throws Exception {
        Future<Boolean> block = async(() -> log.add("run"));
        block.cancel();
        assertThrows(IllegalStateException.class, () -> rt.blockOn(block));
        assertEquals(List.of(), log);
    }

    @Test
    void oneThatLosesARaceCleansUpInATaskOfItsOwn() throws Exception {
        OneShot<Integer> closing = new OneShot<>();
        Future<Integer> loser =
                async(() -> {
                    try {
                        return await(new Step<Integer>());
                    } finally {
                        await(closing);
                        log.add("closed");
                    }
                });
        assertEquals(1, rt.blockOn(Futures.raceBiased(List.of(loser, later(1)))));
        assertEquals(List.of(), log);
        closing.send(0);
        driveUntilLogged("closed");
    }

    @Test
    void saysWhereItWaits() throws Exception {
        Future<Integer> block =
                async(() -> {
                    log.add("waits");
                    return await(new OneShot<>());
                });
        assertEquals("async(io.ringwake.AsyncTest, not started)", block.toString());
        JoinHandle<Integer> task = rt.spawn(block);
        driveUntilLogged("waits");
        rt.blockOn(Tasks.yieldNow());
        int line = new Throwable().getStackTrace()[0].getLineNumber() - 6;
        while (!block.toString().endsWith("(AsyncTest.java:" + line + ")")) {
            assertFalse(task.isFinished(), block::toString); // until its poll is over
        }
    }

    @Test
    void runsOnAVirtualThreadWhereThereAreSome() throws Exception {
        boolean virtual = Runtime.version().feature() >= 21;
        Thread thread = rt.blockOn(async(Thread::currentThread));
        assertTrue(thread.isDaemon());
        assertEquals(virtual, !thread.getName().startsWith("ringwake-async-"), thread::toString);
    }

    @Test
    void aBodyWithoutAValueEndsWithNull() throws Exception {
        List<String> log = new ArrayList<>();
        assertNull(
                rt.blockOn(
                        async(() -> {
                            log.add(await(Futures.ready("waited")));
                        })));
        assertEquals(List.of("waited"), log);
        Future<Void> failing = async(() -> refuse("broken"));
        assertEquals(
                "broken", assertThrows(IOException.class, () -> rt.blockOn(failing)).getMessage());
    }

    private static void refuse(String why) throws IOException {
        throw new IOException(why);
    }
}
