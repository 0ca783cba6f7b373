package io.ringwake;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.SlowEnd;
import io.ringwake.scheduler.TaskDump;
import io.ringwake.scheduler.TaskSnapshot;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.LocalSet;
import io.ringwake.task.OneShot;
import io.ringwake.task.TaskScope;
import io.ringwake.task.Tasks;
import io.ringwake.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
@ParameterizedClass
@EnumSource(Flavour.class)
final class TaskDumpTest {
    private final Ringwake rt;

    TaskDumpTest(Flavour flavour) {
        this.rt = flavour.orSkip().builder().build();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    /** The task as it is seen once it is in the state. */
    private TaskSnapshot seen(JoinHandle<?> task, TaskSnapshot.State state) throws Exception {
        while (true) {
            rt.blockOn(Tasks.yieldNow());
            for (TaskSnapshot each : rt.dump().tasks()) {
                if (each.id() == task.id() && each.state() == state) {
                    return each;
                }
            }
        }
    }

    private TaskSnapshot waiting(Future<?> future) throws Exception {
        return seen(rt.spawn(future), TaskSnapshot.State.WAITING);
    }

    @Test
    void isEmptyWithoutTasks() {
        assertEquals(List.of(), rt.dump().tasks());
        assertEquals("0 tasks\n\n", rt.dump().toString());
    }

    @Test
    void showsTheChainOfAwaits() throws Exception {
        OneShot<Integer> message = new OneShot<>();
        Future<Integer> inner = async(() -> await(message));
        Future<Integer> outer =
                async(() -> await(Time.timeout(Duration.ofHours(1), inner.map(value -> value))));
        TaskSnapshot task = waiting(outer);
        List<String> chain = task.chain().stream().map(TaskDumpTest::withoutLine).toList();
        String where = "(TaskDumpTest.java:*)";
        assertEquals(5, chain.size(), chain::toString);
        assertTrue(chain.get(0).endsWith(where), chain::toString);
        assertEquals(List.of("timeout", "map"), chain.subList(1, 3));
        assertTrue(chain.get(3).endsWith(where), chain::toString);
        assertEquals("OneShot", chain.get(4));
    }

    private static String withoutLine(String where) {
        return where.replaceAll(":\\d+\\)", ":*)");
    }

    @Test
    void indentsBranches() throws Exception {
        JoinHandle<Integer> other = rt.spawn(new OneShot<>());
        Future<?> both = Futures.join(new OneShot<Integer>().map(value -> value), other);
        TaskSnapshot task = waiting(both);
        assertEquals(List.of("join", "  map", "  OneShot", "  task " + other.id()), task.chain());
    }

    @Test
    @SuppressWarnings("try") // to be inside is all
    void showsNamesAndWhoCleansUp() throws Exception {
        SlowEnd<Integer> slow = new SlowEnd<>();
        JoinHandle<Integer> task;
        try (Handle.Entered inside = rt.handle().enter()) {
            task = Tasks.builder().name("import").spawn(slow);
        }
        seen(task, TaskSnapshot.State.WAITING);
        task.abort();
        TaskSnapshot ending = seen(task, TaskSnapshot.State.ENDING);
        assertEquals(Optional.of("import"), ending.name());
        assertEquals("task " + task.id() + " \"import\" ending\n    SlowEnd", ending.toString());
        slow.end();
        while (!task.isFinished()) {
            rt.blockOn(Tasks.yieldNow());
        }
        assertEquals(List.of(), rt.dump().tasks());
    }

    @Test
    void showsATaskThatGivesWayAsQueuedUntilItIsAborted() throws Exception {
        AtomicInteger turns = new AtomicInteger();
        Future<Void> loop =
                Futures.repeatWhile(
                        () -> Tasks.yieldNow().map(done -> turns.incrementAndGet() > 0));
        JoinHandle<Void> task = rt.spawn(loop);
        while (turns.get() == 0) {
            rt.blockOn(Tasks.yieldNow());
        }
        assertFalse(seen(task, TaskSnapshot.State.QUEUED).chain().isEmpty());
        task.abort();
        assertThrows(CancellationException.class, () -> rt.blockOn(task));
    }

    @Test
    void showsTheChildrenOfAScope() throws Exception {
        OneShot<JoinHandle<?>> first = new OneShot<>();
        OneShot<JoinHandle<?>> second = new OneShot<>();
        JoinHandle<Object> task =
                rt.spawn(
                        TaskScope.run(scope -> {
                            first.send(scope.spawn(new OneShot<>()));
                            second.send(scope.spawn(new OneShot<>()));
                            return new OneShot<>();
                        }));
        String children = "  task " + rt.blockOn(first).id() + "  task " + rt.blockOn(second).id();
        TaskSnapshot parent = seen(task, TaskSnapshot.State.WAITING);
        assertEquals("TaskScope  OneShot" + children, String.join("", parent.chain()));
    }

    @Test
    @SuppressWarnings("try") // to be inside is all
    void showsTheTasksOfALocalSet() throws Exception {
        OneShot<JoinHandle<?>> spawned = new OneShot<>();
        try (Handle.Entered inside = rt.handle().enter();
                LocalSet set = new LocalSet()) {
            OneShot<Integer> end = new OneShot<>();
            JoinHandle<Integer> driver =
                    rt.spawn(
                            set.runUntil(
                                    Futures.lazy(() -> {
                                        spawned.send(LocalSet.spawnLocal(new OneShot<>()));
                                        return end;
                                    })));
            TaskSnapshot local = seen(rt.blockOn(spawned), TaskSnapshot.State.WAITING);
            assertEquals(List.of("OneShot"), local.chain());
            end.send(1);
            assertEquals(1, rt.blockOn(driver));
            assertEquals(List.of(local), rt.dump().tasks()); // driven by nobody now
        }
        assertEquals(List.of(), rt.dump().tasks());
    }

    @Test
    void showsBlockingCallsAndWhereTheyAre() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        JoinHandle<Integer> call = rt.spawnBlocking(() -> blocksIn(release));
        TaskSnapshot seen;
        do {
            seen = seen(call, TaskSnapshot.State.RUNNING);
        } while (!seen.toString().contains(".blocksIn("));
        assertTrue(seen.chain().get(0).startsWith("on thread ringwake-blocking-"), seen::toString);
        assertTrue(seen.chain().stream().noneMatch(line -> line.contains("BlockingTask")));
        release.countDown();
        assertEquals(7, rt.blockOn(call));
        assertEquals(List.of(), rt.dump().tasks());
    }

    private static int blocksIn(CountDownLatch release) throws InterruptedException {
        release.await();
        return 7;
    }

    @Test
    void isTakenWhileTasksRunAndEnd() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        FutureTask<TaskDump> dumps =
                new FutureTask<>(() -> {
                    TaskDump last = rt.dump();
                    while (!stop.get()) {
                        last = rt.dump();
                    }
                    return last;
                });
        new Thread(dumps).start();
        List<JoinHandle<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tasks.add(rt.spawn(yields(20)));
        }
        for (JoinHandle<Integer> task : tasks) {
            assertEquals(0, rt.blockOn(task));
        }
        stop.set(true);
        assertTrue(dumps.get().tasks().size() <= 201);
    }

    private static Future<Integer> yields(int times) {
        return Futures.lazy(() -> Tasks.yieldNow().map(nothing -> times))
                .andThen(left -> left == 0 ? Futures.ready(0) : yields(left - 1));
    }
}
