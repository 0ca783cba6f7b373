package io.ringwake.scheduler;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.CallingThread;
import io.ringwake.placement.Placement;
import io.ringwake.placement.PlacementPlan;
import io.ringwake.placement.Placer;
import io.ringwake.placement.Topology;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Where the workers of a test are: on nodes of this machine, or on some that are made up. */
interface NodeLayout {
    int workers();

    int node(int worker);

    int group(int worker);

    int distance(int node, int other);

    int[][] stealTiers(int worker);

    /** Has the calling thread, a worker's, be where it belongs. */
    void place(int worker);

    /** Fails if the calling thread is elsewhere. */
    void check(int worker);

    default boolean hasNeighbour(int worker) {
        return IntStream.range(0, workers())
                .anyMatch(other -> other != worker && node(other) == node(worker));
    }

    /** By its name; skips the test if this machine has one node. */
    static NodeLayout of(String name) {
        return name.equals("detected") ? new Detected() : new MadeUp();
    }

    /** Three nodes in a row, of two workers each, which the threads do not know of. */
    final class MadeUp implements NodeLayout {
        @Override
        public int workers() {
            return 6;
        }

        @Override
        public int node(int worker) {
            return worker / 2;
        }

        @Override
        public int group(int worker) {
            return node(worker);
        }

        @Override
        public int distance(int node, int other) {
            return Math.abs(node - other);
        }

        @Override
        public int[][] stealTiers(int worker) {
            Map<Integer, int[]> tiers = new TreeMap<>();
            for (int node = 0; node < 3; node++) {
                int first = 2 * node;
                int[] tier =
                        IntStream.of(first, first + 1).filter(other -> other != worker).toArray();
                tiers.merge(
                        distance(node(worker), node),
                        tier,
                        (a, b) -> IntStream.concat(IntStream.of(a), IntStream.of(b)).toArray());
            }
            return tiers.values().toArray(int[][]::new);
        }

        @Override
        public void place(int worker) {}

        @Override
        public void check(int worker) {}
    }

    /** What {@link Placement#compact} makes of this machine, a worker on each CPU. */
    final class Detected implements NodeLayout {
        private final PlacementPlan plan;
        private final Placer placer;

        Detected() {
            Topology topology = Topology.read();
            plan =
                    PlacementPlan.of(
                            Placement.compact().required(), topology, topology.cpus().size());
            placer = new Placer(plan);
            long nodes = plan.places().stream().map(place -> place.node()).distinct().count();
            assumeTrue(nodes > 1, "one NUMA node here; scripts/numa-vm has two");
        }

        @Override
        public int workers() {
            return plan.places().size();
        }

        @Override
        public int node(int worker) {
            return plan.places().get(worker).node();
        }

        @Override
        public int group(int worker) {
            return plan.group(worker);
        }

        @Override
        public int distance(int node, int other) {
            return plan.topology().distance(node, other);
        }

        @Override
        public int[][] stealTiers(int worker) {
            return plan.stealTiers(worker);
        }

        @Override
        public void place(int worker) {
            placer.placeWorker(worker);
        }

        @Override
        public void check(int worker) {
            assertTrue(plan.places().get(worker).cpus().contains(CallingThread.cpu()));
        }
    }
}
