package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class JoinSetTest {
    private final Flavour flavour;
    private Ringwake rt;
    private JoinSet<Integer> set;

    JoinSetTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    @BeforeEach
    void open() {
        rt = flavour.builder().build();
        set = new JoinSet<>();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    private <T> T inside(Callable<T> call) throws Exception {
        return rt.blockOn(Futures.call(call));
    }

    private Optional<TaskEnd<Integer>> next() throws Exception {
        return rt.blockOn(set.joinNext());
    }

    @Test
    void givesTheTasksInTheOrderInWhichTheyEnd() throws Exception {
        List<OneShot<Integer>> gates = new ArrayList<>();
        inside(() -> {
            for (int i = 0; i < 3; i++) {
                gates.add(new OneShot<>());
                set.spawn(gates.get(i));
            }
            return true;
        });
        for (int i : new int[] {2, 0, 1}) {
            gates.get(i).send(i);
            assertEquals(i, next().orElseThrow().get());
        }
        assertTrue(next().isEmpty());
    }

    @Test
    void theEmptySetIsReadyAtOnce() throws Exception {
        assertTrue(next().isEmpty());
        assertTrue(set.tryJoinNext().isEmpty());
        assertEquals(List.of(), rt.blockOn(set.joinAll()));
    }

    @Test
    void abortOnDrop_closingTheSetAbortsAllItsTasks() throws Exception {
        List<OneShot<Integer>> gates = new ArrayList<>();
        List<AbortHandle> handles = new ArrayList<>();
        inside(() -> {
            for (int i = 0; i < 16; i++) {
                gates.add(new OneShot<>());
                handles.add(set.spawn(gates.get(i)));
            }
            return true;
        });
        assertEquals(16, set.size());
        set.close();
        assertTrue(set.isEmpty());
        for (AbortHandle each : handles) {
            while (!each.isFinished()) {
                rt.blockOn(Tasks.yieldNow());
            }
        }
        assertTrue(gates.stream().allMatch(OneShot::isCancelled));
        assertThrows(IllegalStateException.class, () -> inside(() -> set.spawn(Futures.ready(1))));
    }

    @Test
    void abortTasks_theAbortedOnesAreCancelledAndTheOthersGiveTheirValues() throws Exception {
        List<OneShot<Integer>> gates = new ArrayList<>();
        Set<Integer> values = new HashSet<>();
        int cancelled = 0;
        inside(() -> {
            for (int i = 0; i < 16; i++) {
                gates.add(new OneShot<>());
                AbortHandle handle = set.spawn(gates.get(i));
                if (i % 2 != 0) {
                    handle.abort();
                }
            }
            return true;
        });
        for (int i = 0; i < 16; i += 2) {
            gates.get(i).send(i);
        }
        for (var end = next(); end.isPresent(); end = next()) {
            if (end.get() instanceof TaskEnd.NoValue<Integer> none) {
                assertTrue(none.error().isCancelled());
                cancelled++;
            } else {
                values.add(end.get().get());
            }
        }
        assertEquals(8, cancelled);
        assertEquals(Set.of(0, 2, 4, 6, 8, 10, 12, 14), values);
    }

    @Test
    void joinAll_returnsAllValues() throws Exception {
        inside(() -> {
            List<Future<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                futures.add(Futures.ready(i));
            }
            set.spawnAll(futures);
            return true;
        });
        assertEquals(Set.of(0, 1, 2, 3, 4), new HashSet<>(rt.blockOn(set.joinAll())));
        assertTrue(set.isEmpty());
    }

    @Test
    void joinAll_throwsTheFirstFailureAndAbortsTheOthers() throws Exception {
        IOException failure = new IOException("failed");
        OneShot<Integer> gate = new OneShot<>();
        AbortHandle other =
                inside(() -> {
                    AbortHandle waiting = set.spawn(gate);
                    set.spawn(Futures.failed(failure));
                    return waiting;
                });
        assertSame(failure, assertThrows(IOException.class, () -> rt.blockOn(set.joinAll())));
        assertTrue(set.isEmpty());
        while (!other.isFinished()) {
            rt.blockOn(Tasks.yieldNow());
        }
        assertTrue(gate.isCancelled());
    }

    @Test
    void abortAll_leavesTheSizeUntilTheTasksAreJoined() throws Exception {
        inside(() -> {
            for (int i = 0; i < 5; i++) {
                set.spawn(new OneShot<>());
                set.spawn(Futures.ready(i));
            }
            return true;
        });
        set.abortAll();
        assertEquals(10, set.size());
        int joined = 0;
        while (next().isPresent()) {
            joined++;
        }
        assertEquals(10, joined);
    }

    @Test
    void tryJoinNext_isEmptyUntilOneHasEndedAndThenGivesAll() throws Exception {
        OneShot<Integer> gate = new OneShot<>();
        AbortHandle waiting = inside(() -> set.spawn(gate));
        assertTrue(set.tryJoinNext().isEmpty());
        waiting.abort();
        assertTrue(next().isPresent());
        inside(() -> {
            for (int i = 0; i < 1000; i++) {
                set.spawn(Futures.ready(i));
            }
            return true;
        });
        Set<Integer> values = new HashSet<>();
        while (values.size() < 1000) {
            Optional<TaskEnd<Integer>> end = set.tryJoinNext();
            if (end.isPresent()) {
                values.add(end.get().get());
            } else {
                rt.blockOn(Tasks.yieldNow());
            }
        }
        assertTrue(set.isEmpty());
    }

    @Test
    void shutdown_endsWithAllTasksCancelledAndTheSetEmpty() throws Exception {
        List<OneShot<Integer>> gates = new ArrayList<>();
        inside(() -> {
            for (int i = 0; i < 4; i++) {
                gates.add(new OneShot<>());
                set.spawn(gates.get(i));
            }
            return true;
        });
        rt.blockOn(set.shutdown());
        assertTrue(set.isEmpty());
        assertTrue(gates.stream().allMatch(OneShot::isCancelled));
    }

    @Test
    void detachAll_leavesTheTasksRunning() throws Exception {
        OneShot<Integer> gate = new OneShot<>();
        AbortHandle handle = inside(() -> set.spawn(gate));
        set.detachAll();
        assertTrue(next().isEmpty());
        gate.send(1);
        while (!handle.isFinished()) {
            rt.blockOn(Tasks.yieldNow());
        }
        assertTrue(set.tryJoinNext().isEmpty());
    }

    @Test
    void aFailureThrownWhileTheTaskIsCancelledIsWhatItEndsWith() throws Exception {
        Error failure = new Error("in cancel");
        inside(() -> set.spawn(failsInCancel(failure)));
        set.abortAll();
        TaskEnd<Integer> end = next().orElseThrow();
        JoinError error = assertInstanceOf(TaskEnd.NoValue.class, end).error();
        assertSame(failure, error.getCause());
        assertEquals(end.id(), error.taskId());
        assertSame(failure, assertThrows(Error.class, end::get));
    }

    @Test
    void aHandleBelongsToOneSetOnceAndForAll() throws Exception {
        OneShot<Integer> gate = new OneShot<>();
        JoinHandle<Integer> task = rt.spawn(gate);
        set.add(task);
        String message =
                assertThrows(IllegalStateException.class, () -> set.add(task)).getMessage();
        assertTrue(message.contains("task " + task.id()), message);
        assertThrows(IllegalStateException.class, () -> new JoinSet<Integer>().add(task));
        assertThrows(IllegalStateException.class, () -> rt.blockOn(task));
        assertEquals(1, set.size());
        gate.send(5);
        assertEquals(List.of(5), rt.blockOn(set.joinAll()));
        assertThrows(IllegalStateException.class, () -> set.add(task));
        assertEquals(5, task.join());
    }

    private static Future<Integer> failsInCancel(Error failure) {
        return new Future<>() {
            @Override
            public Poll<Integer> poll(Context cx) {
                return Poll.pending();
            }

            @Override
            public void cancel() {
                throw failure;
            }
        };
    }

    @Test
    void anAbortedTaskSaysSo() throws Exception {
        JoinHandle<Integer> task = rt.spawn(new OneShot<>());
        task.abortHandle().abort();
        TaskEnd<Integer> end = rt.blockOn(task.outcome());
        assertThrows(CancellationException.class, end::get);
        assertTrue(((TaskEnd.NoValue<Integer>) end).error().isCancelled());
    }

    /** No end is lost or given twice, whichever threads the tasks end on, and in any order. */
    @Test
    void everyEndIsGivenOnceWhileForeignThreadsEndTheTasks() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            int tasks = 1 + random.nextInt(40);
            List<OneShot<Integer>> gates = new ArrayList<>();
            inside(() -> {
                for (int i = 0; i < tasks; i++) {
                    gates.add(new OneShot<>());
                    set.spawn(gates.get(i));
                }
                return true;
            });
            CountDownLatch begin = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                int share = t;
                Thread thread = new Thread(() -> sendShare(gates, share, begin));
                thread.start();
                threads.add(thread);
            }
            begin.countDown();
            Set<Integer> values = new HashSet<>();
            for (var end = next(); end.isPresent(); end = next()) {
                assertTrue(values.add(end.get().get()), "seed " + seed);
            }
            assertEquals(tasks, values.size(), "seed " + seed);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void sendShare(List<OneShot<Integer>> gates, int share, CountDownLatch begin) {
        try {
            begin.await();
        } catch (InterruptedException e) {
            return;
        }
        for (int i = share; i < gates.size(); i += 2) {
            gates.get(i).send(i);
        }
    }
}
