package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Select;
import io.ringwake.future.Selected;
import io.ringwake.task.LocalSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same seed gives the same choices, another one others; by default they differ each time. */
@Timeout(60)
final class SeedTest {
    /** So many that two runs without a seed are the same once in 2^100. */
    private static final int CHOICES = 100;

    private static final List<IntFunction<Future<Integer>>> KINDS =
            List.of(SeedTest::select, SeedTest::race, SeedTest::selectAll, SeedTest::inALocalSet);

    private static Future<Integer> select(int i) {
        return Select.<Integer>fair()
                .on(Futures.ready(0), value -> value)
                .on(Futures.ready(1), value -> value);
    }

    private static Future<Integer> race(int i) {
        return Futures.race(List.of(Futures.ready(0), Futures.ready(1)));
    }

    private static Future<Integer> selectAll(int i) {
        List<Future<Integer>> both = List.of(Futures.ready(0), Futures.ready(1));
        return Select.<Integer>biased().on(Futures.selectAll(both), Selected::index);
    }

    private static Future<Integer> inALocalSet(int i) {
        return Futures.lazy(() -> {
            LocalSet set = new LocalSet();
            return set.runUntil(set.spawn(select(i)));
        });
    }

    private static String choices(RingwakeBuilder builder, IntFunction<Future<Integer>> kind)
            throws Exception {
        List<Integer> won = new ArrayList<>();
        try (Ringwake runtime = builder.build()) {
            for (int i = 0; i < CHOICES; i++) {
                won.add(runtime.blockOn(kind.apply(i)));
            }
        }
        return won.stream().map(String::valueOf).collect(Collectors.joining());
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void onOneWorkerTheChoicesFollowFromTheSeed(Flavour flavour) throws Exception {
        flavour.orSkip();
        assumeTrue(flavour.workers() == 1, "with several, which one polls is the system's choice");
        for (IntFunction<Future<Integer>> kind : KINDS) {
            String once = choices(flavour.builder().seed(7), kind);
            assertEquals(once, choices(flavour.builder().seed(7), kind));
            assertNotEquals(once, choices(flavour.builder().seed(8), kind));
            assertEquals(2, once.chars().distinct().count(), once);
            assertNotEquals(choices(flavour.builder(), kind), choices(flavour.builder(), kind));
        }
    }

    @Test
    void itIsTheSameForBothFlavours() throws Exception {
        assertEquals(
                choices(Flavour.WITHOUT_IO.builder().seed(7), SeedTest::select),
                choices(Flavour.MULTI_1.builder().seed(7), SeedTest::select));
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void everyBranchHasItsTurn(Flavour flavour) throws Exception {
        flavour.orSkip();
        int branches = 5;
        try (Ringwake runtime = flavour.builder().seed(1).build()) {
            List<Future<Integer>> ready = new ArrayList<>();
            int[] won = new int[branches];
            for (int i = 0; i < 1000; i++) {
                ready.clear();
                IntStream.range(0, branches).forEach(value -> ready.add(Futures.ready(value)));
                won[runtime.blockOn(Futures.race(ready))]++;
            }
            for (int each : won) {
                assertEquals(200, each, 80);
            }
        }
    }
}
