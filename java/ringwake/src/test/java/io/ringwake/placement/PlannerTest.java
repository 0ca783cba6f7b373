package io.ringwake.placement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PlannerTest {
    /** CPUs 0-3 and 8-11 on node 0, 4-7 and 12-15 on node 1; two caches of two cores each. */
    private static final Topology TWO_SOCKETS = Topology.read(new Machine(2, 1, 2, 2, 2).tree());

    private static List<String> cpus(Placement placement, Topology topology, int workers) {
        return PlacementPlan.of(placement, topology, workers).places().stream()
                .map(place -> place.cpus().toString())
                .toList();
    }

    @Test
    void none_leavesAllToAll() {
        PlacementPlan plan = PlacementPlan.of(Placement.none(), TWO_SOCKETS, 3);
        assertEquals("0-15", plan.places().get(2).cpus().toString());
        assertArrayEquals(new int[][] {{0, 2}}, plan.stealTiers(1));
        assertEquals(List.of(), plan.notes());
    }

    @Test
    void compact_fillsTheCoresOfANodeFirst() {
        assertEquals(
                List.of("0", "1", "2", "3", "4", "5"), cpus(Placement.compact(), TWO_SOCKETS, 6));
        assertEquals("8", cpus(Placement.compact(), TWO_SOCKETS, 9).get(8));
    }

    @Test
    void spread_takesFromNodesAndCachesInTurn() {
        assertEquals(
                List.of("0", "4", "2", "6", "1", "5"), cpus(Placement.spread(), TWO_SOCKETS, 6));
    }

    @Test
    void listedCpus_areUsedInTheirOrderAndAgain() {
        PlacementPlan plan = PlacementPlan.of(Placement.cpus(5, 0), TWO_SOCKETS, 3);
        assertEquals("5", plan.places().get(2).cpus().toString());
        assertEquals(List.of("3 workers share 2 CPUs"), plan.notes());
        assertEquals(2, PlacementPlan.defaultWorkers(Placement.cpus(5, 0), TWO_SOCKETS));
    }

    @Test
    void listedCpusThatMayNotBeUsed_areRefused() {
        assertEquals(
                "placement=cpus:0,16: this process may use the CPUs 0-15",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> PlacementPlan.of(Placement.cpus(0, 16), TWO_SOCKETS, 1))
                        .getMessage());
    }

    @Test
    void node_dealsWorkersByCores() {
        assertEquals(
                List.of("0-3,8-11", "4-7,12-15", "0-3,8-11"),
                cpus(Placement.perNode(), TWO_SOCKETS, 3));
        RecordedTree uneven = new Machine(2, 1, 1, 3, 1).tree();
        uneven.put("proc/self/status", "Cpus_allowed_list:\t0-3");
        assertEquals(
                List.of("0-2", "0-2", "0-2", "3"),
                cpus(Placement.perNode(), Topology.read(uneven), 4).stream().sorted().toList());
    }

    @Test
    void fasterCoresComeFirst() {
        RecordedTree hybrid = new Machine(1, 1, 1, 4, 1).tree();
        hybrid.put("sys/devices/cpu_atom/cpus", "0-1");
        assertEquals(
                List.of("2", "3", "0", "1"), cpus(Placement.compact(), Topology.read(hybrid), 4));
    }

    @Test
    void stealing_sameCacheThenSameNodeThenOtherNodes() {
        PlacementPlan plan = PlacementPlan.of(Placement.compact(), TWO_SOCKETS, 8);
        assertArrayEquals(new int[][] {{1}, {2, 3}, {4, 5, 6, 7}}, plan.stealTiers(0));
        assertArrayEquals(new int[][] {{4}, {6, 7}, {0, 1, 2, 3}}, plan.stealTiers(5));
        assertEquals(0, plan.group(3));
        assertEquals(1, plan.group(4));
    }

    @Test
    void memoryIsBound_whereSeveralNodesHaveSome() {
        assertTrue(PlacementPlan.of(Placement.compact(), TWO_SOCKETS, 1).bindsMemory());
        Topology single = Topology.read(new Machine(1, 1, 1, 4, 1).tree());
        assertTrue(!PlacementPlan.of(Placement.compact(), single, 1).bindsMemory());
    }

    @Test
    void sharingIsSaid() {
        assertEquals(
                List.of("9 workers share 8 cores"),
                PlacementPlan.of(Placement.spread(), TWO_SOCKETS, 9).notes());
        assertEquals(
                List.of("17 workers share 16 CPUs"),
                PlacementPlan.of(Placement.spread(), TWO_SOCKETS, 17).notes());
    }
}
