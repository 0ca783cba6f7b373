package io.ringwake.future;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.task.OneShot;
import io.ringwake.task.Tasks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Selects in loops and on runtimes, under the names of Tokio's tests; see behaviours.txt. */
@Timeout(60)
final class SelectBehaviourTest {
    @Test
    void joinWithSelect() throws Exception {
        ManualContext cx = new ManualContext();
        OneShot<Integer> first = new OneShot<>();
        OneShot<Integer> second = new OneShot<>();
        Map<String, Integer> values = new HashMap<>();
        Future<Void> both =
                Futures.repeatWhile(() ->
                        Select.<Boolean>fair()
                                .onIf(
                                        !values.containsKey("first"),
                                        () -> Futures.borrow(first),
                                        value -> put(values, "first", value))
                                .onIf(
                                        !values.containsKey("second"),
                                        () -> Futures.borrow(second),
                                        value -> put(values, "second", value)));
        assertFalse(both.poll(cx).isReady());
        assertEquals(0, cx.wakes());
        first.send(123);
        assertEquals(1, cx.wakes());
        assertFalse(both.poll(cx).isReady());
        assertEquals(Map.of("first", 123), values);
        second.send(456);
        assertEquals(2, cx.wakes());
        assertTrue(both.poll(cx).isReady());
        assertEquals(Map.of("first", 123, "second", 456), values);
    }

    private static boolean put(Map<String, Integer> values, String key, Integer value) {
        values.put(key, value);
        return values.size() < 2;
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void biasedEventuallyReady(Flavour flavour) throws Exception {
        Future<Integer> one = Futures.ready(1);
        Future<Integer> two = Tasks.yieldNow().map(done -> 2);
        Future<Integer> three = Tasks.yieldNow().map(done -> 3);
        List<Integer> order = new ArrayList<>();
        Future<Void> loop =
                Futures.repeatWhile(() ->
                        Select.<Boolean>biased()
                                .onIf(!order.contains(2), () -> Futures.borrow(two), order::add)
                                .onIf(!order.contains(3), () -> Futures.borrow(three), order::add)
                                .onIf(!order.contains(1), () -> Futures.borrow(one), order::add)
                                .orElse(() -> false));
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            rt.blockOn(loop);
        }
        assertEquals(List.of(1, 2, 3), order);
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void selectIsBudgetAware(Flavour flavour) throws Exception {
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            int ready = rt.blockOn(cx -> Poll.ready((Integer) readyInOnePoll(cx)));
            assertEquals(128, ready);
        }
    }

    private static int readyInOnePoll(Context cx) throws Exception {
        int ready = 0;
        while (ready < 1000) {
            Select<Integer> select = Select.<Integer>biased().on(Futures.ready(1), value -> value);
            if (!select.poll(cx).isReady()) {
                break;
            }
            ready++;
        }
        return ready;
    }
}
