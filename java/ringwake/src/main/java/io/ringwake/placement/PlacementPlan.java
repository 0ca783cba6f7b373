package io.ringwake.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which worker runs where, and in which order each looks at the others for work. Immutable.
 *
 * @param placement what was asked for
 * @param places by worker
 * @param bindsMemory whether the workers' memory is to come from their nodes: not where there is
 *     only one that has any
 * @param notes what the user should know of it, in sentences
 * @param topology what it was made for
 */
public record PlacementPlan(
        Placement placement,
        List<WorkerPlace> places,
        boolean bindsMemory,
        List<String> notes,
        Topology topology) {

    private static final int SAME_CACHE = -2;
    private static final int SAME_NODE = -1;

    public PlacementPlan {
        places = List.copyOf(places);
        notes = List.copyOf(notes);
    }

    /**
     * Plans for a number of workers.
     *
     * @throws IllegalArgumentException if CPUs are listed that this process may not use
     */
    public static PlacementPlan of(Placement placement, Topology topology, int workers) {
        return new Planner(placement, topology, workers).plan();
    }

    /** How many workers are started for this placement unless the user says how many. */
    public static int defaultWorkers(Placement placement, Topology topology) {
        int processors =
                Math.min(Runtime.getRuntime().availableProcessors(), topology.processors());
        return placement.policy() == Placement.Policy.CPUS
                ? placement.cpuList().size()
                : processors;
    }

    /** Whether threads are bound to CPUs at all. */
    public boolean isPinned() {
        return placement.policy() != Placement.Policy.NONE;
    }

    /**
     * The indices of the other workers, the nearest first: those of the same cache and node, those
     * of the same node, then node by node as the distance grows.
     */
    public int[][] stealTiers(int worker) {
        Map<Integer, List<Integer>> tiers = new TreeMap<>();
        for (WorkerPlace other : places) {
            if (other.worker() != worker) {
                tiers.computeIfAbsent(
                                distance(places.get(worker), other), tier -> new ArrayList<>())
                        .add(other.worker());
            }
        }
        return tiers.values().stream()
                .map(tier -> tier.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private int distance(WorkerPlace one, WorkerPlace other) {
        if (!isPinned()) {
            return 0;
        }
        if (one.node() == other.node()) {
            boolean sameCache = one.cache() == other.cache();
            return sameCache ? SAME_CACHE : SAME_NODE;
        }
        return topology.distance(one.node(), other.node());
    }

    /** The number of the worker's group: 0 and up, the same for workers of the same node. */
    public int group(int worker) {
        return (int)
                places.stream()
                        .mapToInt(WorkerPlace::node)
                        .distinct()
                        .sorted()
                        .filter(node -> node < places.get(worker).node())
                        .count();
    }
}
