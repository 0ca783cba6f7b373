package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Handle;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Join sets with the tasks of a local set, under the names of Tokio's tests; see behaviours.txt.
 */
@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class JoinSetBehaviourTest {
    private static final List<Integer> NUMBERS = IntStream.range(0, 8).boxed().toList();

    private final Flavour flavour;
    private final JoinSet<Integer> set = new JoinSet<>();
    private Ringwake rt;
    private Handle.Entered entered;
    private LocalSet local;

    JoinSetBehaviourTest(Flavour flavour) {
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
        local.close();
        entered.close();
        rt.close();
    }

    private <T> T runLocally(Future<T> future) throws Exception {
        return rt.blockOn(local.runUntil(future));
    }

    /** Starts a task for each number that is ready with that. */
    private void spawnReady(Consumer<Future<Integer>> spawn) {
        NUMBERS.forEach(number -> spawn.accept(Futures.ready(number)));
        assertEquals(NUMBERS.size(), set.size());
        assertTrue(set.tryJoinNext().isEmpty());
    }

    /** Starts a task for each number that waits for ever; ready with all when all are destroyed. */
    private Future<List<Integer>> spawnPending(Consumer<Future<Integer>> spawn) {
        List<OneShot<Integer>> destroyed = new ArrayList<>();
        for (Integer number : NUMBERS) {
            OneShot<Integer> message = new OneShot<>();
            destroyed.add(message);
            spawn.accept(new OneShot<Integer>().thenClose(() -> message.send(number)));
        }
        assertEquals(NUMBERS.size(), set.size());
        assertTrue(set.tryJoinNext().isEmpty());
        return Futures.joinAll(destroyed);
    }

    private void spawnOnSet(Future<Integer> future) {
        set.spawnLocalOn(local, future);
    }

    private void assertNextIsCancelled() throws Exception {
        TaskEnd<Integer> end = runLocally(set.joinNext()).orElseThrow();
        assertTrue(assertInstanceOf(TaskEnd.NoValue.class, end).error().isCancelled());
    }

    @Test
    void spawnLocal_panicOutsideAnyRuntime() throws Exception {
        assertThrows(IllegalStateException.class, () -> set.spawnLocal(Futures.ready(1)));
        Future<AbortHandle> inTask = Futures.call(() -> set.spawnLocal(Futures.ready(1)));
        assertThrows(IllegalStateException.class, () -> rt.blockOn(inTask));
        assertTrue(set.isEmpty());
    }

    @Test
    void spawnLocal_thenJoinNext() throws Exception {
        Future<List<Integer>> joined =
                Futures.lazy(() -> {
                    spawnReady(set::spawnLocal);
                    return set.joinAll();
                });
        assertEquals(NUMBERS, runLocally(joined));
        assertTrue(set.isEmpty());
    }

    @Test
    void spawnLocal_thenShutdown() throws Exception {
        Future<List<Integer>> destroyed =
                Futures.lazy(() -> {
                    Future<List<Integer>> all = spawnPending(set::spawnLocal);
                    return set.shutdown().andThen(done -> all);
                });
        assertEquals(NUMBERS, runLocally(destroyed));
        assertTrue(set.isEmpty());
    }

    @Test
    void spawnLocal_thenDrop() throws Exception {
        Future<List<Integer>> destroyed =
                Futures.lazy(() -> {
                    Future<List<Integer>> all = spawnPending(set::spawnLocal);
                    set.close();
                    return all;
                });
        assertEquals(NUMBERS, runLocally(destroyed));
    }

    @Test
    void spawnLocalOn_thenJoinNext() throws Exception {
        spawnReady(this::spawnOnSet);
        assertEquals(NUMBERS, runLocally(set.joinAll()));
        assertTrue(set.isEmpty());
    }

    @Test
    void spawnLocalOn_thenShutdown() throws Exception {
        Future<List<Integer>> destroyed = spawnPending(this::spawnOnSet);
        runLocally(set.shutdown());
        assertTrue(set.isEmpty());
        assertEquals(NUMBERS, runLocally(destroyed));
    }

    @Test
    void spawnLocalOn_thenDropBeforeTheLocalSetIsDriven() throws Exception {
        Future<List<Integer>> destroyed = spawnPending(this::spawnOnSet);
        set.close();
        assertEquals(NUMBERS, runLocally(destroyed));
        assertEquals(0, local.size());
    }

    @Test
    void spawnLocalOn_thenDropWhileTheLocalSetIsDriven() throws Exception {
        Future<List<Integer>> destroyed = spawnPending(this::spawnOnSet);
        Future<List<Integer>> dropping =
                Tasks.yieldNow()
                        .andThen(done -> {
                            set.close();
                            return destroyed;
                        });
        assertEquals(NUMBERS, runLocally(dropping));
        assertEquals(0, local.size());
    }

    @Test
    void spawnLocalOn_thenDropTheLocalSet() throws Exception {
        spawnPending(this::spawnOnSet);
        local.close();
        for (int i = 0; i < NUMBERS.size(); i++) {
            assertNextIsCancelled();
        }
        spawnOnSet(new OneShot<>());
        assertNextIsCancelled();
        assertTrue(set.isEmpty());
    }

    @Test
    void spawnLocalOn_thenDropTheLocalSetWhileItIsDriven() throws Exception {
        Future<List<Integer>> destroyed = spawnPending(this::spawnOnSet);
        Future<Integer> dropping =
                Tasks.yieldNow()
                        .map(done -> {
                            local.close();
                            return set.size();
                        });
        assertEquals(NUMBERS.size(), runLocally(dropping));
        assertEquals(NUMBERS, rt.blockOn(destroyed));
        for (int i = 0; i < NUMBERS.size(); i++) {
            assertNextIsCancelled();
        }
    }
}
