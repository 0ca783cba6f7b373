package io.ringwake.future;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.task.OneShot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SelectTest {
    private final ManualContext cx = new ManualContext();

    private <T> T valueOf(Future<T> future) throws Exception {
        Poll<T> poll = future.poll(cx);
        assertTrue(poll.isReady());
        return ((Poll.Ready<T>) poll).value();
    }

    @Test
    void noBranchElseOnly() throws Exception {
        assertEquals(1, valueOf(Select.<Integer>fair().orElse(() -> 1)));
        assertEquals(2, valueOf(Select.<Integer>biased().orElse(() -> 2)));
        assertThrows(IllegalStateException.class, () -> Select.<Integer>fair().poll(cx));
    }

    @Test
    void syncTwo_exactlyOneOfTwoReadyBranchesIsTaken() throws Exception {
        Set<Integer> won = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            List<Integer> polled = new ArrayList<>();
            won.add(
                    valueOf(
                            Select.<Integer>fair()
                                    .on(Futures.call(() -> polled.add(1)), value -> 1)
                                    .on(Futures.call(() -> polled.add(2)), value -> 2)));
            assertEquals(1, polled.size());
        }
        assertEquals(Set.of(1, 2), won);
    }

    @Test
    void oneReady_theOtherIsCancelledBeforeTheHandlerRuns() throws Exception {
        OneShot<Integer> waiting = new OneShot<>();
        boolean cancelledBefore =
                valueOf(
                        Select.<Boolean>biased()
                                .on(waiting, value -> false)
                                .on(Futures.ready(1), value -> waiting.isCancelled()));
        assertTrue(cancelledBefore);
    }

    @Test
    void moveUncompletedFutures_aBorrowedOneIsThereForLater() throws Exception {
        OneShot<Integer> kept = new OneShot<>();
        assertEquals(1, valueOf(Futures.race(Futures.borrow(kept), Futures.ready(1))));
        assertFalse(kept.isCancelled());
        kept.send(2);
        assertEquals(2, valueOf(kept));
    }

    @Test
    void aBranchWhoseValueIsNotAcceptedIsNotPolledAgain() throws Exception {
        OneShot<Integer> refused = new OneShot<>();
        OneShot<Integer> second = new OneShot<>();
        refused.send(0);
        Select<Integer> select =
                Select.<Integer>biased()
                        .on(refused, value -> value > 0, value -> value)
                        .on(second, value -> value);
        assertFalse(select.poll(cx).isReady());
        second.send(5);
        assertEquals(5, valueOf(select));
        assertEquals(1, refused.polls());
    }

    @Test
    void manyBranches() throws Exception {
        Select<Integer> select = Select.fair();
        for (int i = 0; i < 64; i++) {
            select.onIf(i == 63, () -> Futures.ready(63), value -> value);
        }
        assertEquals(63, valueOf(select));
    }

    @Test
    void biased_theFirstOfSeveralWins() throws Exception {
        OneShot<Integer> first = new OneShot<>();
        OneShot<Integer> second = new OneShot<>();
        Select<Integer> select =
                Select.<Integer>biased().on(first, value -> value).on(second, value -> value);
        assertFalse(select.poll(cx).isReady());
        second.send(2);
        first.send(1);
        assertEquals(1, valueOf(select));
    }

    @Test
    void selectIsBudgetAware() throws Exception {
        ManualContext without = new ManualContext(0);
        Select<Integer> select = Select.<Integer>fair().on(Futures.ready(1), value -> value);
        assertFalse(select.poll(without).isReady());
        assertEquals(1, without.wakes());
        assertFalse(Futures.race(List.of(Futures.ready(1))).poll(without).isReady());
    }

    @Test
    void aFailureCancelsTheOthers() {
        IOException failure = new IOException("failed");
        OneShot<Integer> waiting = new OneShot<>();
        Future<Integer> race = Futures.raceBiased(List.of(waiting, Futures.failed(failure)));
        assertSame(failure, assertThrows(IOException.class, () -> race.poll(cx)));
        assertTrue(waiting.isCancelled());
        assertThrows(IllegalArgumentException.class, () -> Futures.race(List.of()));
    }

    @Test
    void selectAll_givesBackThoseThatHaveNotEnded() throws Exception {
        OneShot<Integer> waiting = new OneShot<>();
        Selected<Integer> selected =
                valueOf(Futures.<Integer>selectAll(List.of(waiting, Futures.ready(3))));
        assertEquals(new Selected<>(3, 1, List.of(waiting)), selected);
        assertFalse(waiting.isCancelled());
    }

    @Test
    void joinAll_waitsForAllAndThrowsTheFirstFailureWithTheOthers() throws Exception {
        assertEquals(
                List.of(1, 2),
                valueOf(Futures.<Integer>joinAll(List.of(Futures.ready(1), Futures.ready(2)))));
        IOException first = new IOException("1");
        IOException second = new IOException("2");
        OneShot<Integer> last = new OneShot<>();
        Future<List<Integer>> all =
                Futures.joinAll(List.of(Futures.failed(first), last, Futures.failed(second)));
        assertFalse(all.poll(cx).isReady());
        last.send(1);
        assertSame(first, assertThrows(IOException.class, () -> all.poll(cx)));
        assertSame(second, first.getSuppressed()[0]);
    }

    @Test
    void tryJoinAll_theFirstFailureCancelsTheOthers() {
        IOException failure = new IOException("failed");
        OneShot<Integer> waiting = new OneShot<>();
        Future<List<Integer>> all = Futures.tryJoinAll(List.of(waiting, Futures.failed(failure)));
        assertSame(failure, assertThrows(IOException.class, () -> all.poll(cx)));
        assertTrue(waiting.isCancelled());
    }

    @Test
    void fromStage_endsAsTheStageEndsAndCancelsIt() throws Exception {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        Future<Integer> future = Futures.fromStage(stage);
        assertFalse(future.poll(cx).isReady());
        stage.complete(4);
        assertEquals(1, cx.wakes());
        assertEquals(4, valueOf(future));

        IOException failure = new IOException("failed");
        CompletableFuture<Integer> failed = new CompletableFuture<>();
        Future<Integer> ofFailed = Futures.fromStage(failed.thenApply(value -> value));
        failed.completeExceptionally(failure);
        assertSame(failure, assertThrows(IOException.class, () -> ofFailed.poll(cx)));

        CompletableFuture<Integer> cancelled = new CompletableFuture<>();
        Futures.fromStage(cancelled).cancel();
        assertTrue(cancelled.isCancelled());
    }
}
