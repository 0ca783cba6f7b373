package io.ringwake.future;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
final class FuturesTest {
    private final ManualContext cx = new ManualContext();
    private final Step<Integer> first = new Step<>();
    private final Step<String> second = new Step<>();

    @Test
    void mapPassesTheValueThroughTheFunction() throws Exception {
        Future<String> mapped = first.map(n -> "n" + n);
        assertFalse(mapped.poll(cx).isReady());
        first.complete(3);
        assertEquals(1, cx.wakes());
        assertEquals(Poll.ready("n3"), mapped.poll(cx));
    }

    @Test
    void mapThrowsWhatTheFunctionThrows() {
        IOException failure = new IOException("function");
        first.complete(1);
        Future<String> mapped =
                first.map(n -> {
                    throw failure;
                });
        assertSame(failure, assertThrows(IOException.class, () -> mapped.poll(cx)));
        assertThrows(IllegalStateException.class, () -> mapped.poll(cx));
    }

    @Test
    void andThenRunsTheSecondInThePollThatEndsTheFirst() throws Exception {
        Future<String> chain = first.andThen(n -> second);
        assertFalse(chain.poll(cx).isReady());
        first.complete(1);
        assertFalse(chain.poll(cx).isReady());
        assertEquals(1, second.polls());
        second.complete("end");
        assertEquals(Poll.ready("end"), chain.poll(cx));
        assertEquals(2, first.polls());
    }

    @Test
    void andThenCancelsTheOneThatRuns() throws Exception {
        Future<String> chain = first.andThen(n -> second);
        first.complete(1);
        assertFalse(chain.poll(cx).isReady());
        chain.cancel();
        chain.cancel();
        assertEquals(0, first.cancels());
        assertEquals(1, second.cancels());
        assertThrows(IllegalStateException.class, () -> chain.poll(cx));
    }

    @Test
    void joinIsReadyWhenBothAre() throws Exception {
        Future<Joined<Integer, String>> both = Futures.join(first, second);
        assertFalse(both.poll(cx).isReady());
        second.complete("b");
        assertFalse(both.poll(cx).isReady());
        first.complete(1);
        assertEquals(Poll.ready(new Joined<>(1, "b")), both.poll(cx));
        assertEquals(2, second.polls(), "a ready future is not polled again");
    }

    @Test
    void joinCancelsTheOtherWhenOneFails() throws Exception {
        Future<Joined<Integer, String>> both = Futures.join(first, second);
        assertFalse(both.poll(cx).isReady());
        IOException failure = new IOException("second");
        second.fail(failure);
        assertSame(failure, assertThrows(IOException.class, () -> both.poll(cx)));
        assertEquals(1, first.cancels());
        assertEquals(0, second.cancels(), "what has thrown is finished");
    }

    @Test
    void joinCancelsBoth() throws Exception {
        Future<Joined<Integer, String>> both = Futures.join(first, second);
        assertFalse(both.poll(cx).isReady());
        both.cancel();
        both.cancel();
        assertEquals(1, first.cancels());
        assertEquals(1, second.cancels());
    }

    @Test
    void lazyStartsNothingBeforeItsFirstPoll() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Future<Integer> lazy =
                Futures.lazy(() -> {
                    calls.incrementAndGet();
                    return first;
                });
        assertEquals(0, calls.get());
        assertFalse(lazy.poll(cx).isReady());
        first.complete(9);
        assertEquals(Poll.ready((Object) 9), lazy.poll(cx));
        assertEquals(1, calls.get());
    }

    @Test
    void lazyThatWasCancelledNeverCallsItsSupplier() {
        Future<Integer> lazy =
                Futures.lazy(() -> {
                    throw new AssertionError("called");
                });
        lazy.cancel();
        assertThrows(IllegalStateException.class, () -> lazy.poll(cx));
    }

    @Test
    void repeatWhileDoesNotGrowTheStack() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        Future<Void> loop =
                Futures.repeatWhile(() -> Futures.ready(rounds.incrementAndGet() < 1_000_000));
        assertTrue(loop.poll(cx).isReady());
        assertEquals(1_000_000, rounds.get());
    }

    @Test
    void repeatWhileGivesWayWhenTheBudgetIsUsedUp() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        ManualContext small = new ManualContext(10);
        Future<Void> loop = Futures.repeatWhile(() -> Futures.ready(rounds.incrementAndGet() < 15));
        assertFalse(loop.poll(small).isReady());
        assertEquals(10, rounds.get());
        assertEquals(1, small.wakes());
        small.setBudget(10);
        assertTrue(loop.poll(small).isReady());
        assertEquals(15, rounds.get());
    }

    @Test
    void repeatWhileEndsWithTheFailureOfAStep() {
        IOException failure = new IOException("step");
        Future<Void> loop = Futures.repeatWhile(() -> Futures.failed(failure));
        assertSame(failure, assertThrows(IOException.class, () -> loop.poll(cx)));
        assertThrows(IllegalStateException.class, () -> loop.poll(cx));
    }

    static Stream<Future<?>> readyAtOnce() {
        return Stream.of(
                Futures.ready(1),
                Futures.done(),
                Futures.call(() -> 1),
                Futures.lazy(() -> Futures.ready(1)),
                Futures.ready(1).map(n -> n),
                Futures.ready(1).andThen(n -> Futures.ready(n)),
                Futures.join(Futures.ready(1), Futures.ready(2)),
                Futures.repeatWhile(() -> Futures.ready(false)));
    }

    @ParameterizedTest
    @MethodSource("readyAtOnce")
    void pollAfterReadyThrows(Future<?> future) throws Exception {
        assertTrue(future.poll(cx).isReady());
        assertThrows(IllegalStateException.class, () -> future.poll(cx));
        future.cancel();
    }

    @Test
    void thenCloseClosesAfterAValue() throws Exception {
        AtomicInteger closes = new AtomicInteger();
        Future<Integer> closing = first.thenClose(closes::incrementAndGet);
        assertFalse(closing.poll(cx).isReady());
        assertEquals(0, closes.get());
        first.complete(7);
        assertEquals(Poll.ready(7), closing.poll(cx));
        closing.cancel();
        assertEquals(1, closes.get());
    }

    @Test
    void thenCloseClosesAfterAFailureAndKeepsIt() {
        IOException closeFailure = new IOException("close");
        IOException failure = new IOException("read");
        Future<Integer> closing =
                first.thenClose(() -> {
                    throw closeFailure;
                });
        first.fail(failure);
        assertSame(failure, assertThrows(IOException.class, () -> closing.poll(cx)));
        assertSame(closeFailure, failure.getSuppressed()[0]);
    }

    @Test
    void thenCloseCancelsFirstAndClosesThen() {
        AtomicInteger cancelsSeen = new AtomicInteger(-1);
        first.thenClose(() -> cancelsSeen.set(first.cancels())).cancel();
        assertEquals(1, cancelsSeen.get());
    }

    @Test
    void aFailureThatIsThrownAgainByTheCleaningUpStaysItself() {
        IllegalStateException failure = new IllegalStateException("the same object twice");
        Future<Integer> failing =
                new Future<>() {
                    @Override
                    public Poll<Integer> poll(Context context) {
                        throw failure;
                    }
                };
        Future<Integer> closing =
                failing.thenClose(() -> {
                    throw failure;
                });
        assertSame(failure, assertThrows(IllegalStateException.class, () -> closing.poll(cx)));
        Future<String> joined = Futures.join(cancelledWith(failure), failing, (a, b) -> "never");
        assertSame(failure, assertThrows(IllegalStateException.class, () -> joined.poll(cx)));
        assertEquals(0, failure.getSuppressed().length);
    }

    @Test
    void whatBothThrowWhenAJoinIsCancelledIsThrown() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException two = new IllegalStateException("two");
        Future<?> joined = Futures.join(cancelledWith(one), cancelledWith(two));
        assertSame(one, assertThrows(IllegalStateException.class, joined::cancel));
        assertSame(two, one.getSuppressed()[0]);
    }

    private static Future<Integer> cancelledWith(RuntimeException failure) {
        return new Future<>() {
            @Override
            public Poll<Integer> poll(Context context) {
                return Poll.pending();
            }

            @Override
            public void cancel() {
                throw failure;
            }
        };
    }
}
