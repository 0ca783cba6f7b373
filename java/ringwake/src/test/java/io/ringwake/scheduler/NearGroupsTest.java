package io.ringwake.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Groups of workers, and that the nearest parked worker is picked. */
final class NearGroupsTest {
    /** All other workers being equally near. */
    static NearGroups groups(int workers, IntUnaryOperator group) {
        return new NearGroups(
                SchedulerConfig.builder(worker -> new ThreadDriver())
                        .workers(workers)
                        .group(group)
                        .build());
    }

    /** Four groups in a row, of a worker each: the tiers are by distance. */
    private static NearGroups row() {
        return new NearGroups(
                SchedulerConfig.builder(worker -> new ThreadDriver())
                        .workers(4)
                        .group(worker -> worker)
                        .stealTiers(NearGroupsTest::byDistance)
                        .build());
    }

    private static int[][] byDistance(int worker) {
        List<int[]> tiers = new ArrayList<>();
        for (int distance = 1; distance < 4; distance++) {
            for (int other : new int[] {worker - distance, worker + distance}) {
                if (other >= 0 && other < 4) {
                    tiers.add(new int[] {other});
                }
            }
        }
        return tiers.toArray(int[][]::new);
    }

    @Test
    void itsOwnGroupComesFirst_thenThoseItStealsFromFirst() {
        assertArrayEquals(new int[] {0, 1, 2, 3}, row().of(0));
        assertArrayEquals(new int[] {2, 1, 3, 0}, row().of(2));
        assertArrayEquals(new int[] {3, 2, 1, 0}, row().of(3));
    }

    @Test
    void aGroupWithoutWorkersHasAnOrderAsWell() {
        NearGroups near = groups(2, worker -> 2 * worker);
        assertEquals(3, near.groups());
        assertArrayEquals(new int[] {1, 0, 2}, near.of(1));
    }

    /** Parks all workers in this order, and picks them for jobs of one group. */
    private static List<Integer> picked(NearGroups near, int group, int... order) {
        IdleWorkers idle = new IdleWorkers(near);
        for (int worker : order) {
            idle.park(new IdleWorkers.Member(worker, near.groupOf(worker)), false);
        }
        List<Integer> picked = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            IdleWorkers.Member each = idle.pickOne(group);
            assertNotNull(each);
            picked.add(each.worker());
            assertNull(idle.pickOne(group), "one searches");
            idle.endSearch();
        }
        assertNull(idle.pickOne(group));
        return picked;
    }

    @Test
    void theNearestParkedWorkerIsPicked() {
        assertEquals(List.of(2, 1, 3, 0), picked(row(), 2, 0, 1, 2, 3));
        assertEquals(List.of(0, 1, 2, 3), picked(row(), 0, 2, 0, 1, 3));
    }

    @Test
    void inOneGroup_theLastToParkIsPicked() {
        assertEquals(List.of(3, 1, 0, 2), picked(NearGroups.oneGroup(4), 0, 2, 0, 1, 3));
    }

    @Test
    void oneThatIsBackIsNotPicked() {
        NearGroups near = groups(3, worker -> worker / 2);
        IdleWorkers idle = new IdleWorkers(near);
        IdleWorkers.Member[] members = new IdleWorkers.Member[3];
        for (int worker = 0; worker < 3; worker++) {
            members[worker] = new IdleWorkers.Member(worker, near.groupOf(worker));
            idle.park(members[worker], false);
        }
        idle.unparked(members[0], false);
        IdleWorkers.Member first = idle.pickOne(0);
        assertNotNull(first);
        assertEquals(1, first.worker());
        idle.endSearch();
        IdleWorkers.Member second = idle.pickOne(0);
        assertNotNull(second);
        assertEquals(2, second.worker());
    }
}
