package io.ringwake.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every plan, on machines made at random. */
final class PlanPropertiesTest {
    private static final int MACHINES = 100;

    private final long seed =
            Long.getLong("ringwake.test.seed", ThreadLocalRandom.current().nextLong());
    private final Random random = new Random(seed);

    private Machine machine = new Machine(1, 1, 1, 1, 1);
    private Topology topology = Topology.read(machine.tree());

    private void forEachMachine(Runnable check) {
        for (int i = 0; i < MACHINES; i++) {
            machine = Machine.random(random);
            RecordedTree tree = machine.tree();
            tree.put("proc/self/status", "Cpus_allowed_list:\t" + randomMask());
            topology = Topology.read(tree);
            check.run();
        }
    }

    private String randomMask() {
        List<Integer> cpus = new ArrayList<>();
        for (int cpu = 0; cpu < machine.cpuCount(); cpu++) {
            if (random.nextInt(4) > 0) {
                cpus.add(cpu);
            }
        }
        return cpus.isEmpty() ? "0" : CpuSet.ofAll(cpus).toString();
    }

    private PlacementPlan plan(Placement placement, int workers) {
        return PlacementPlan.of(placement, topology, workers);
    }

    private List<Placement> placements() {
        List<Integer> cpus = topology.cpuSet().toList();
        return List.of(
                Placement.none(),
                Placement.compact(),
                Placement.spread(),
                Placement.perNode(),
                Placement.cpus(cpus.get(random.nextInt(cpus.size()))));
    }

    private String where() {
        return "seed=" + seed + " " + machine + " mask=" + topology.cpuSet();
    }

    @Test
    void everyWorkerHasCpusAndAllAreAllowed() {
        forEachMachine(() -> {
            for (Placement placement : placements()) {
                int workers = 1 + random.nextInt(2 * machine.cpuCount());
                PlacementPlan plan = plan(placement, workers);
                assertEquals(workers, plan.places().size(), this::where);
                for (WorkerPlace place : plan.places()) {
                    assertTrue(!place.cpus().isEmpty(), this::where);
                    assertEquals(place.cpus(), place.cpus().and(topology.cpuSet()), this::where);
                }
            }
        });
    }

    @Test
    void everyCpuIsUsedOnceBeforeAnyIsUsedTwice() {
        forEachMachine(() -> {
            int count = topology.cpus().size();
            for (Placement each : List.of(Placement.compact(), Placement.spread())) {
                Set<CpuSet> used = new HashSet<>();
                plan(each, count).places().forEach(place -> used.add(place.cpus()));
                assertEquals(count, used.size(), this::where);
            }
        });
    }

    @Test
    void noCoreIsSharedBeforeAllAreUsed() {
        forEachMachine(() -> {
            Map<Integer, Integer> coreOf = new HashMap<>();
            topology.cpus().forEach(cpu -> coreOf.put(cpu.id(), cpu.core()));
            int cores = new HashSet<>(coreOf.values()).size();
            for (Placement each : List.of(Placement.compact(), Placement.spread())) {
                Set<Integer> used = new HashSet<>();
                for (WorkerPlace place : plan(each, cores).places()) {
                    place.cpus().toList().forEach(cpu -> used.add(coreOf.get(cpu)));
                }
                assertEquals(cores, used.size(), this::where);
            }
        });
    }

    @Test
    void spread_usesAsManyNodesAsItCan() {
        forEachMachine(() -> {
            Set<Integer> nodes = new HashSet<>();
            topology.cpus().forEach(cpu -> nodes.add(cpu.node()));
            Set<Integer> used = new HashSet<>();
            plan(Placement.spread(), nodes.size())
                    .places()
                    .forEach(place -> used.add(place.node()));
            assertEquals(nodes, used, this::where);
        });
    }

    @Test
    void stealOrder_hasAllOthersOnceAndNeverComesNearer() {
        forEachMachine(() -> {
            for (Placement placement : placements()) {
                int workers = 1 + random.nextInt(machine.cpuCount() + 2);
                PlacementPlan plan = plan(placement, workers);
                for (int worker = 0; worker < workers; worker++) {
                    assertStealOrder(plan, worker);
                }
            }
        });
    }

    private void assertStealOrder(PlacementPlan plan, int worker) {
        List<Integer> others = new ArrayList<>();
        int before = 0;
        for (int[] tier : plan.stealTiers(worker)) {
            assertTrue(tier.length > 0, this::where);
            for (int other : tier) {
                others.add(other);
                int distance = distance(plan, worker, other);
                assertTrue(distance >= before, this::where);
                before = distance;
            }
        }
        assertEquals(
                IntStream.range(0, plan.places().size())
                        .filter(other -> other != worker)
                        .boxed()
                        .toList(),
                others.stream().sorted().toList(),
                this::where);
    }

    private int distance(PlacementPlan plan, int one, int other) {
        WorkerPlace from = plan.places().get(one);
        WorkerPlace to = plan.places().get(other);
        if (!plan.isPinned()) {
            return 0;
        }
        if (from.node() == to.node()) {
            return from.cache() == to.cache() ? 0 : 1;
        }
        return machine.distance(from.node(), to.node());
    }
}
