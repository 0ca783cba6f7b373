package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class TaskLocalTest {
    private static final TaskLocal<Integer> NUMBER = TaskLocal.of("number");

    @ParameterizedTest
    @EnumSource
    void eachTaskSeesItsOwnValueAlways(Flavour flavour) throws Exception {
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            List<JoinHandle<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int expected = i;
                int[] left = {20};
                tasks.add(
                        rt.spawn(
                                NUMBER.scope(
                                        i,
                                        Futures.repeatWhile(() ->
                                                Tasks.yieldNow()
                                                        .map(done -> {
                                                            assertEquals(expected, NUMBER.get());
                                                            return --left[0] > 0;
                                                        })))));
            }
            for (JoinHandle<Void> task : tasks) {
                rt.blockOn(task);
            }
            assertFalse(rt.blockOn(Futures.call(NUMBER::isBound)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isThereWhileTheFutureIsCancelled(Flavour flavour) throws Exception {
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        Future<Integer> waiting =
                new Future<>() {
                    @Override
                    public Poll<Integer> poll(Context cx) {
                        return Poll.pending();
                    }

                    @Override
                    public void cancel() {
                        seen.complete(NUMBER.get());
                    }
                };
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            JoinHandle<Integer> task = rt.spawn(NUMBER.scope(6, waiting));
            task.abort();
            assertThrows(CancellationException.class, () -> rt.blockOn(task));
        }
        assertEquals(6, seen.get());
    }

    @ParameterizedTest
    @EnumSource
    void anInnerScopeHidesTheOuterOne(Flavour flavour) throws Exception {
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            Future<Integer> inner = NUMBER.scope(2, Futures.call(NUMBER::get));
            Future<Integer> outer =
                    NUMBER.scope(1, inner.andThen(two -> Futures.call(() -> two + NUMBER.get())));
            assertEquals(3, rt.blockOn(outer));
        }
        assertEquals(5, NUMBER.call(5, NUMBER::get));
        assertEquals(7, NUMBER.orElse(7));
        String message = assertThrows(IllegalStateException.class, NUMBER::get).getMessage();
        assertTrue(message.contains("TaskLocal number"), message);
    }

    @ParameterizedTest
    @EnumSource
    void isNotSeenByTasksThatAreRunInTheMiddleOfItsPoll(Flavour flavour) throws Exception {
        if (!flavour.isMultiThread()) {
            return; // there is no blockInPlace
        }
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            Future<Integer> blocking =
                    Futures.call(() ->
                            10 * Tasks.blockInPlace(() -> rt.handle().blockOn(numberOrZero()))
                                    + Tasks.blockInPlace(NUMBER::get));
            assertEquals(1, rt.blockOn(NUMBER.scope(1, blocking)));
        }
    }

    private static Future<Integer> numberOrZero() {
        return Futures.call(() -> NUMBER.orElse(0));
    }
}
