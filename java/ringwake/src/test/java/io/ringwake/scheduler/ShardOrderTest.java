package io.ringwake.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShardOrderTest {
    /** Of two workers each: worker w is of group w / 2, and near to groups of a near number. */
    private static ShardOrder threeGroups() {
        return new ShardOrder(
                new NearGroups(
                        SchedulerConfig.builder(worker -> new ThreadDriver())
                                .workers(6)
                                .group(worker -> worker / 2)
                                .stealTiers(ShardOrderTest::tiers)
                                .build()));
    }

    private static ShardOrder oneGroup(int workers) {
        return new ShardOrder(NearGroups.oneGroup(workers));
    }

    private static int[][] tiers(int worker) {
        int[][] tiers = new int[3][];
        for (int distance = 0; distance < 3; distance++) {
            int wanted = distance;
            tiers[distance] =
                    IntStream.range(0, 6)
                            .filter(other -> other != worker)
                            .filter(other -> Math.abs(other / 2 - worker / 2) == wanted)
                            .toArray();
        }
        return tiers;
    }

    @Test
    void theOwnGroupComesFirst_thenTheNearerOnes() {
        ShardOrder order = threeGroups();
        assertEquals(3, order.shards());
        assertEquals(2, order.share());
        assertArrayEquals(new int[] {0, 1, 2}, order.of(0));
        assertArrayEquals(new int[] {1, 0, 2}, order.of(3));
        assertArrayEquals(new int[] {2, 1, 0}, order.of(5));
        assertEquals(1, order.groupOf(order.of(3)[0]));
    }

    @Test
    void inOneGroup_neighboursBeginAtDifferentShards() {
        ShardOrder order = oneGroup(8);
        assertEquals(4, order.shards());
        assertArrayEquals(new int[] {0, 1, 2, 3}, order.of(4));
        assertArrayEquals(new int[] {1, 2, 3, 0}, order.of(5));
    }

    @Test
    void everyWorkerLooksAtEveryShard() {
        for (int workers = 1; workers < 70; workers++) {
            ShardOrder order = oneGroup(workers);
            for (int worker = 0; worker < workers; worker++) {
                int[] seen = order.of(worker).clone();
                Arrays.sort(seen);
                assertArrayEquals(IntStream.range(0, order.shards()).toArray(), seen);
            }
        }
    }

    @Test
    void whatAWorkerGivesBack_staysInItsGroup() {
        SharedInjector injector = new SharedInjector(threeGroups());
        NumberedJob far = new NumberedJob(0);
        NumberedJob near = new NumberedJob(1);
        injector.takeBack(0, far, 1);
        injector.takeBack(4, near, 1);
        assertSame(near, injector.take(5, null, 0));
        assertSame(far, injector.take(5, null, 0));
        assertNull(injector.take(5, null, 0));
    }
}
