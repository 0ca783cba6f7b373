package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.Async;
import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.scheduler.RuntimeHooks;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
@ParameterizedClass
@EnumSource(Flavour.class)
final class CurrentTaskTest {
    private final Flavour flavour;
    private final Ringwake rt;

    CurrentTaskTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
        this.rt = flavour.builder().build();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    private static Future<Long> idAfterAYield() {
        return Tasks.yieldNow().map(done -> Tasks.currentId());
    }

    @Test
    void eachTaskFindsItsOwnNumber() throws Exception {
        List<JoinHandle<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tasks.add(rt.spawn(idAfterAYield()));
        }
        for (JoinHandle<Long> task : tasks) {
            assertEquals(task.id(), rt.blockOn(task));
        }
    }

    @Test
    void thereIsNoneOutsideOfATask() throws Exception {
        long id = rt.blockOn(idAfterAYield());
        assertTrue(id > 0);
        assertEquals(OptionalLong.empty(), Tasks.tryCurrentId());
        assertThrows(IllegalStateException.class, Tasks::currentId);
    }

    @Test
    void hooksOutsideOfPollsAreInNone() throws Exception {
        CountDownLatch parked = new CountDownLatch(1);
        CompletableFuture<OptionalLong> seen = new CompletableFuture<>();
        CountDownLatch polled = new CountDownLatch(1);
        RuntimeHooks hooks =
                new RuntimeHooks() {
                    @Override
                    public void workerParking(int worker) {
                        if (polled.getCount() == 0) {
                            seen.complete(Tasks.tryCurrentId());
                            parked.countDown();
                        }
                    }
                };
        try (Ringwake hooked = flavour.builder().hooks(hooks).build()) {
            OneShot<Integer> message = new OneShot<>();
            Thread sender =
                    new Thread(() -> {
                        try {
                            parked.await();
                        } catch (InterruptedException e) {
                            return;
                        }
                        message.send(1);
                    });
            sender.start();
            hooked.blockOn(
                    Futures.lazy(() -> {
                        polled.countDown();
                        return message;
                    }));
            sender.join();
        }
        assertEquals(OptionalLong.empty(), seen.get());
    }

    @Test
    void aBlockingCallHasItsOwn() throws Exception {
        JoinHandle<Long> call = rt.spawnBlocking(Tasks::currentId);
        assertEquals(call.id(), call.join());
    }

    @Test
    void aTaskOfALocalSetHasItsOwnAndWhatDrivesTheSetKeepsIts() throws Exception {
        long[] ids =
                rt.blockOn(
                        Futures.lazy(() -> {
                            long outer = Tasks.currentId();
                            LocalSet local = new LocalSet();
                            JoinHandle<Long> task = local.spawn(idAfterAYield());
                            return local.runUntil(
                                            task.map(inner -> {
                                                assertEquals(task.id(), inner);
                                                return Tasks.currentId();
                                            }))
                                    .map(inside -> new long[] {outer, inside, Tasks.currentId()});
                        }));
        assertEquals(ids[0], ids[1]);
        assertEquals(ids[0], ids[2]);
    }

    @Test
    void whatIsCancelledFindsTheTaskThatEnds() throws Exception {
        CompletableFuture<Long> seen = new CompletableFuture<>();
        Future<Integer> waiting =
                new Future<>() {
                    @Override
                    public Poll<Integer> poll(Context cx) {
                        return Poll.pending();
                    }

                    @Override
                    public void cancel() {
                        seen.complete(Tasks.currentId());
                    }
                };
        JoinHandle<Integer> task = rt.spawn(waiting);
        rt.blockOn(Tasks.yieldNow());
        task.abort();
        rt.blockOn(task.outcome());
        assertEquals(task.id(), seen.get());
    }

    @Test
    void aTaskThatBlocksInPlaceKeepsItsOwnWhateverRunsMeanwhile() throws Exception {
        assumeTrue(flavour.isMultiThread());
        JoinHandle<Long> task =
                rt.spawn(
                        Futures.call(() -> {
                            long before = Tasks.currentId();
                            return Tasks.blockInPlace(() -> {
                                long other = rt.blockOn(rt.spawn(idAfterAYield()));
                                assertNotEquals(before, other);
                                assertEquals(before, Tasks.currentId());
                                return before;
                            });
                        }));
        assertEquals(task.id(), rt.blockOn(task));
    }

    @Test
    void whatRunsInTheMiddleOfALocalSetIsNotInIt() throws Exception {
        assumeTrue(flavour.isMultiThread());
        boolean refused =
                rt.blockOn(
                        Futures.lazy(() ->
                                new LocalSet().runUntil(Futures.call(() -> spawnsInTheMiddle()))));
        assertTrue(refused);
    }

    private boolean spawnsInTheMiddle() throws Exception {
        Future<Boolean> other =
                Futures.call(() -> {
                    assertThrows(
                            IllegalStateException.class,
                            () -> LocalSet.spawnLocal(Futures.ready(1)));
                    return true;
                });
        return Tasks.blockInPlace(() -> rt.blockOn(rt.spawn(other)));
    }

    @Test
    void anAsyncBlockIsInTheTaskThatPollsIt() throws Exception {
        JoinHandle<List<Long>> task =
                rt.spawn(
                        Async.async(() -> {
                            List<Long> ids = new ArrayList<>();
                            ids.add(Tasks.currentId());
                            Async.await(Tasks.yieldNow());
                            ids.add(Tasks.currentId());
                            return ids;
                        }));
        assertEquals(List.of(task.id(), task.id()), rt.blockOn(task));
    }
}
