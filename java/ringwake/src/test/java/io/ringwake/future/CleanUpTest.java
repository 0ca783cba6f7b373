package io.ringwake.future;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Futures made of others wait for what those have to clean up. */
@Timeout(30)
final class CleanUpTest {
    private static final Map<String, Function<Future<Integer>, Future<?>>> MADE_OF_ONE =
            Map.ofEntries(
                    Map.entry("map", one -> one.map(value -> value)),
                    Map.entry("andThen, first", one -> one.andThen(Futures::ready)),
                    Map.entry("andThen, second", one -> Futures.done().andThen(nothing -> one)),
                    Map.entry("lazy", one -> Futures.lazy(() -> one)),
                    Map.entry("thenClose", one -> one.thenClose(() -> {})),
                    Map.entry(
                            "repeatWhile",
                            one -> Futures.repeatWhile(() -> one.map(value -> true))),
                    Map.entry("join, first", one -> Futures.join(one, new Step<>())),
                    Map.entry("join, second", one -> Futures.join(new Step<>(), one)),
                    Map.entry("joinAll", one -> Futures.joinAll(List.of(new Step<>(), one))),
                    Map.entry("race", one -> Futures.race(one, new Step<>())),
                    Map.entry("selectAll", one -> Futures.selectAll(List.of(new Step<>(), one))),
                    Map.entry(
                            "select",
                            one ->
                                    Select.<Integer>fair()
                                            .on(new Step<Integer>(), value -> value)
                                            .on(one, value -> value)));

    static final List<String> KINDS = MADE_OF_ONE.keySet().stream().sorted().toList();

    private final ManualContext cx = new ManualContext();
    private final SlowEnd<Integer> slow = new SlowEnd<>();

    private Future<?> made(String kind) throws Exception {
        Future<?> made = MADE_OF_ONE.get(kind).apply(slow);
        assertFalse(made.poll(cx).isReady());
        return made;
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void isWaitedFor(String kind) throws Exception {
        Future<?> future = made(kind);
        assertFalse(future.pollCancel(cx).isReady());
        assertTrue(slow.isAsked());
        assertFalse(future.pollCancel(cx).isReady());
        slow.end();
        assertEquals(1, cx.wakes());
        assertTrue(future.pollCancel(cx).isReady());
        assertFalse(slow.isCancelled());
        assertTrue(future.pollCancel(cx).isReady());
        assertThrows(IllegalStateException.class, () -> future.poll(cx));
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void itsFailureComesOut(String kind) throws Exception {
        Future<?> future = made(kind);
        assertFalse(future.pollCancel(cx).isReady());
        IOException failure = new IOException("of the clean-up");
        slow.endWith(failure);
        assertSame(failure, assertThrows(IOException.class, () -> future.pollCancel(cx)));
        assertTrue(future.pollCancel(cx).isReady());
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void isGivenUpByAnOwnerThatWaitsNoLonger(String kind) throws Exception {
        Future<?> future = made(kind);
        assertFalse(future.pollCancel(cx).isReady());
        future.cancel();
        assertTrue(slow.isCancelled());
    }

    @Test
    void ofOneThatWasNotStartedIsNothing() throws Exception {
        List<String> called = new ArrayList<>();
        Future<Integer> future =
                Futures.lazy(() -> {
                    called.add("lazy");
                    return slow;
                });
        assertTrue(future.pollCancel(cx).isReady());
        assertEquals(List.of(), called);
        assertThrows(IllegalStateException.class, () -> future.poll(cx));
    }

    @Test
    void ofOneKeepsTheOthersWaitingAndTheirFailuresTogether() throws Exception {
        SlowEnd<Integer> other = new SlowEnd<>();
        Future<?> both = Futures.join(slow, other);
        both.poll(cx);
        assertFalse(both.pollCancel(cx).isReady());
        IOException first = new IOException("first");
        IOException second = new IOException("second");
        slow.endWith(first);
        assertFalse(both.pollCancel(cx).isReady());
        other.endWith(second);
        assertSame(first, assertThrows(IOException.class, () -> both.pollCancel(cx)));
        assertSame(second, first.getSuppressed()[0]);
    }

    @Test
    void comesBeforeTheResourceIsClosed() throws Exception {
        List<String> called = new ArrayList<>();
        Future<Integer> future = slow.thenClose(() -> called.add("closed"));
        future.poll(cx);
        future.pollCancel(cx);
        assertEquals(List.of(), called);
        slow.end();
        future.pollCancel(cx);
        assertEquals(List.of("closed"), called);
    }
}
