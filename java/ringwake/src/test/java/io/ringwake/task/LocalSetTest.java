package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Handle;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Futures;
import io.ringwake.future.ManualContext;
import io.ringwake.future.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
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
final class LocalSetTest {
    private final Flavour flavour;
    private Ringwake rt;
    private Handle.Entered entered;
    private LocalSet local;

    LocalSetTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    @BeforeEach
    void open() {
        rt = flavour.builder().build();
        entered = rt.handle().enter();
        local = new LocalSet();
    }

    @AfterEach
    void close() {
        entered.close();
        rt.close();
    }

    @Test
    void tasksNeverRunAtTheSameTime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        int[] sum = new int[1]; // plain: that is the point
        for (int i = 0; i < 20; i++) {
            int[] left = {50};
            local.spawn(
                    Futures.repeatWhile(() ->
                            Tasks.yieldNow()
                                    .map(done -> {
                                        assertEquals(1, inside.incrementAndGet());
                                        sum[0]++;
                                        inside.decrementAndGet();
                                        return --left[0] > 0;
                                    })));
        }
        rt.blockOn(local);
        assertEquals(1000, sum[0]);
        assertEquals(0, local.size());
    }

    @Test
    void spawnLocalNeedsASet() throws Exception {
        assertThrows(IllegalStateException.class, () -> LocalSet.spawnLocal(Futures.ready(1)));
        assertEquals(
                3,
                rt.blockOn(
                        local.runUntil(Futures.lazy(() -> LocalSet.spawnLocal(Futures.ready(3))))));
        assertThrows(IllegalStateException.class, () -> LocalSet.spawnLocal(Futures.ready(1)));
    }

    @Test
    void messagesFromOtherThreadsWakeTheSet() throws Exception {
        OneShot<Integer> message = new OneShot<>();
        JoinHandle<Integer> task = local.spawn(message);
        Thread sender = new Thread(() -> message.send(8));
        local.spawn(
                Futures.call(() -> {
                    sender.start();
                    return 0;
                }));
        assertEquals(8, rt.blockOn(local.runUntil(task)));
        sender.join();
    }

    @Test
    void manyThreadsWakeManyTasks() throws Exception {
        List<OneShot<Integer>> messages = new ArrayList<>();
        JoinSet<Integer> set = new JoinSet<>();
        for (int i = 0; i < 2000; i++) {
            OneShot<Integer> message = new OneShot<>();
            messages.add(message);
            set.add(local.spawn(message));
        }
        List<Thread> senders = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int start = t;
            Thread sender =
                    new Thread(() -> {
                        for (int i = start; i < messages.size(); i += 4) {
                            messages.get(i).send(i);
                        }
                    });
            sender.start();
            senders.add(sender);
        }
        assertEquals(2000, rt.blockOn(local.runUntil(set.joinAll())).size());
        for (Thread sender : senders) {
            sender.join();
        }
    }

    @Test
    void aTaskThatWakesItselfForEverStarvesNobody() throws Exception {
        local.spawn((Context cx) -> {
            cx.waker().wake();
            return Poll.<Integer>pending();
        });
        JoinHandle<Integer> peer = local.spawn(Tasks.yieldNow().map(done -> 1));
        JoinHandle<Integer> outside = rt.spawn(Tasks.yieldNow().map(done -> 2));
        assertEquals(1, rt.blockOn(local.runUntil(peer)));
        assertEquals(2, rt.blockOn(local.runUntil(outside)));
        local.close();
    }

    @Test
    void eachTaskHasItsBudget() {
        ManualContext cx = new ManualContext(0);
        int[] polls = new int[1];
        JoinHandle<Integer> task =
                local.spawn((Context inner) -> {
                    polls[0]++;
                    for (int i = 0; i < 128; i++) {
                        if (!inner.proceed()) {
                            return Poll.pending();
                        }
                    }
                    return inner.proceed() || polls[0] == 3 ? Poll.ready(polls[0]) : Poll.pending();
                });
        local.runUntil(new OneShot<>()).cancel();
        local.drive(cx);
        assertTrue(task.isFinished());
        assertEquals(3, polls[0]);
    }

    @Test
    void wakesAmongItsTasksDoNotWakeTheOneWhoDrives() {
        ManualContext cx = new ManualContext();
        OneShot<Integer> message = new OneShot<>();
        JoinHandle<Integer> receiver = local.spawn(message);
        local.spawn(
                Futures.call(() -> {
                    message.send(1);
                    return 0;
                }));
        local.drive(cx);
        assertTrue(receiver.isFinished());
        assertEquals(0, cx.wakes());
    }

    @Test
    void joinSetSpawnLocalJoins() throws Exception {
        JoinSet<Integer> set = new JoinSet<>();
        for (int i = 0; i < 8; i++) {
            set.add(local.spawn(Futures.ready(i)));
        }
        assertEquals(8, rt.blockOn(local.runUntil(set.joinAll())).size());
    }

    @Test
    void joinSetSpawnLocalShutsDown() throws Exception {
        JoinSet<Integer> set = new JoinSet<>();
        List<OneShot<Integer>> messages = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            OneShot<Integer> message = new OneShot<>();
            messages.add(message);
            set.add(local.spawn(message));
        }
        rt.blockOn(local.runUntil(set.shutdown()));
        assertTrue(set.isEmpty());
        assertTrue(messages.stream().allMatch(OneShot::isCancelled));
        assertEquals(0, local.size());
    }

    @Test
    void closedBeforeItIsDrivenCancelsAll() throws Exception {
        OneShot<Integer> message = new OneShot<>();
        JoinHandle<Integer> task = local.spawn(message);
        local.close();
        assertTrue(message.isCancelled());
        assertThrows(CancellationException.class, () -> rt.blockOn(task));
        OneShot<Integer> late = new OneShot<>();
        assertTrue(local.spawn(late).isFinished());
        assertTrue(late.isCancelled());
    }

    @Test
    void closedWhileItIsDrivenCancelsAll() throws Exception {
        OneShot<Integer> message = new OneShot<>();
        OneShot<Integer> own = new OneShot<>();
        local.spawn(message);
        JoinHandle<Integer> closer =
                local.spawn(
                        Futures.lazy(() -> {
                            local.close();
                            return own;
                        }));
        assertThrows(CancellationException.class, () -> rt.blockOn(local.runUntil(closer)));
        assertTrue(message.isCancelled());
        assertTrue(own.isCancelled());
        assertEquals(0, local.size());
    }

    @Test
    void cancellingTheTaskThatDrivesCancelsAll() throws Exception {
        OneShot<Integer> message = new OneShot<>();
        JoinHandle<Integer> task = local.spawn(message);
        JoinHandle<Void> driver = rt.spawn(local);
        rt.blockOn(Tasks.yieldNow());
        driver.abort();
        assertThrows(CancellationException.class, () -> rt.blockOn(driver));
        assertTrue(message.isCancelled());
        assertTrue(task.isFinished());
    }

    @Test
    void anAbortFromAnotherThreadEndsATask() throws Exception {
        OneShot<Integer> message = new OneShot<>();
        JoinHandle<Integer> task = local.spawn(message);
        local.drive(new ManualContext());
        Thread aborter = new Thread(task::abort);
        aborter.start();
        assertThrows(CancellationException.class, () -> rt.blockOn(local.runUntil(task)));
        aborter.join();
        assertTrue(message.isCancelled());
        assertFalse(local.size() > 0);
    }
}
