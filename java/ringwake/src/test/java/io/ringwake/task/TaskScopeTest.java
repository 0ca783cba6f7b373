package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
final class TaskScopeTest {
    private final Flavour flavour;
    private Ringwake rt;

    TaskScopeTest(Flavour flavour) {
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

    private static Future<Integer> yieldThen(int times, Runnable action) {
        int[] left = {times};
        return Futures.repeatWhile(() -> Tasks.yieldNow().map(done -> --left[0] > 0))
                .map(done -> {
                    action.run();
                    return times;
                });
    }

    @Test
    void childrenEndBeforeTheScope() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        int value =
                rt.blockOn(
                        TaskScope.run(scope -> {
                            for (int i = 1; i <= 10; i++) {
                                scope.spawn(yieldThen(i, ended::incrementAndGet));
                            }
                            scope.spawn(
                                    Futures.call(() ->
                                            scope.spawn(yieldThen(20, ended::incrementAndGet))));
                            return Futures.ready(7);
                        }));
        assertEquals(7, value);
        assertEquals(11, ended.get());
    }

    @Test
    void theFirstFailureCancelsTheRestAndIsThrown() {
        IOException failure = new IOException("failed");
        OneShot<Integer> sibling = new OneShot<>();
        OneShot<Integer> body = new OneShot<>();
        IOException thrown =
                assertThrows(
                        IOException.class,
                        () ->
                                rt.blockOn(
                                        TaskScope.run(scope -> {
                                            scope.spawn(sibling);
                                            scope.spawn(
                                                    Tasks.yieldNow()
                                                            .andThen(done ->
                                                                    Futures.failed(failure)));
                                            return body;
                                        })));
        assertSame(failure, thrown);
        assertTrue(sibling.isCancelled());
        assertTrue(body.isCancelled());
    }

    @Test
    void aFailureOfTheBodyCancelsChildren() {
        OneShot<Integer> child = new OneShot<>();
        IOException failure = new IOException("failed");
        Future<Integer> scoped =
                TaskScope.run(scope -> {
                    scope.spawn(child);
                    throw failure;
                });
        assertSame(failure, assertThrows(IOException.class, () -> rt.blockOn(scoped)));
        assertTrue(child.isCancelled());
    }

    @Test
    void laterFailuresAreSuppressed() {
        IOException first = new IOException("first");
        IOException second = new IOException("second");
        Future<Integer> failsWhenCancelled =
                new Future<>() {
                    @Override
                    public Poll<Integer> poll(Context cx) {
                        return Poll.pending();
                    }

                    @Override
                    public void cancel() {
                        throw new IllegalStateException(second);
                    }
                };
        Future<Integer> scoped =
                TaskScope.run(scope -> {
                    scope.spawn(failsWhenCancelled);
                    return Tasks.yieldNow().andThen(done -> Futures.failed(first));
                });
        IOException thrown = assertThrows(IOException.class, () -> rt.blockOn(scoped));
        assertSame(first, thrown);
        assertSame(second, thrown.getSuppressed()[0].getCause());
    }

    @Test
    void aSupervisedChildFailsAlone() throws Exception {
        IOException failure = new IOException("failed");
        List<JoinHandle<Integer>> failing = new ArrayList<>();
        int value =
                rt.blockOn(
                        TaskScope.supervise(scope -> {
                            failing.add(scope.spawn(Futures.failed(failure)));
                            return scope.spawn(yieldThen(3, () -> {}));
                        }));
        assertEquals(3, value);
        assertSame(failure, assertThrows(IOException.class, () -> failing.get(0).join()));
    }

    @Test
    void cancellingTheScopeAbortsItsChildren() throws Exception {
        OneShot<Integer> child = new OneShot<>();
        OneShot<Integer> body = new OneShot<>();
        OneShot<JoinHandle<Integer>> spawned = new OneShot<>();
        JoinHandle<Integer> scoped =
                rt.spawn(
                        TaskScope.run(scope -> {
                            spawned.send(scope.spawn(child));
                            return body;
                        }));
        JoinHandle<Integer> handle = rt.blockOn(spawned);
        scoped.abort();
        assertThrows(CancellationException.class, () -> rt.blockOn(scoped));
        assertThrows(CancellationException.class, () -> rt.blockOn(handle));
        assertTrue(child.isCancelled());
        assertTrue(body.isCancelled());
    }

    @Test
    void aScopeThatHasEndedAbortsWhatComes() throws Exception {
        OneShot<Integer> late = new OneShot<>();
        TaskScope[] kept = new TaskScope[1];
        rt.blockOn(
                TaskScope.run(scope -> {
                    kept[0] = scope;
                    return Futures.ready(1);
                }));
        Future<Integer> handle = Futures.lazy(() -> kept[0].spawn(late));
        assertThrows(CancellationException.class, () -> rt.blockOn(handle));
        assertTrue(late.isCancelled());
    }

    @Test
    void allGivesTheValuesInOrder() throws Exception {
        List<Future<Integer>> futures =
                List.of(yieldThen(3, () -> {}), yieldThen(1, () -> {}), Futures.ready(0));
        assertEquals(List.of(3, 1, 0), rt.blockOn(TaskScope.all(futures)));
    }

    @Test
    void theFirstSuccessEndsTheOthers() throws Exception {
        IOException failure = new IOException("failed");
        OneShot<Integer> slow = new OneShot<>();
        assertEquals(
                2,
                rt.blockOn(
                        TaskScope.firstSuccess(
                                List.of(slow, Futures.failed(failure), yieldThen(2, () -> {})))));
        assertTrue(slow.isCancelled());
        Future<Integer> none = TaskScope.firstSuccess(List.of(Futures.failed(failure)));
        assertSame(failure, assertThrows(IOException.class, () -> rt.blockOn(none)));
    }

    @Test
    void failuresThatTheScopeThrowsAreNotReported() throws Exception {
        AtomicInteger reported = new AtomicInteger();
        try (Ringwake watched =
                flavour.builder()
                        .onUnhandledFailure((task, failure) -> reported.incrementAndGet())
                        .build()) {
            Future<Integer> scoped =
                    TaskScope.run(scope -> {
                        scope.spawn(Futures.failed(new IOException("failed"))).detach();
                        return new OneShot<>();
                    });
            assertThrows(IOException.class, () -> watched.blockOn(scoped));
        }
        assertFalse(reported.get() > 0);
    }
}
