package io.ringwake.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Makes the plan of one placement. */
final class Planner {
    private final Placement placement;
    private final Topology topology;
    private final int workers;
    private final List<String> notes = new ArrayList<>();

    Planner(Placement placement, Topology topology, int workers) {
        this.placement = placement;
        this.topology = topology;
        this.workers = workers;
    }

    PlacementPlan plan() {
        notes.addAll(topology.notes());
        List<WorkerPlace> places =
                switch (placement.policy()) {
                    case NONE -> onAll();
                    case COMPACT -> onOneEach(new CpuOrder(topology).compact());
                    case SPREAD -> onOneEach(new CpuOrder(topology).spread());
                    case CPUS -> onOneEach(listed());
                    case NODE -> onNodes();
                };
        noteQuota();
        boolean pinned = placement.policy() != Placement.Policy.NONE;
        boolean bindsMemory = pinned && topology.hasSeveralMemoryNodes();
        return new PlacementPlan(placement, places, bindsMemory, notes, topology);
    }

    private List<WorkerPlace> onAll() {
        List<WorkerPlace> places = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            places.add(place(worker, topology.cpus()));
        }
        return places;
    }

    private List<WorkerPlace> onOneEach(List<Cpu> order) {
        List<WorkerPlace> places = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            places.add(place(worker, List.of(order.get(worker % order.size()))));
        }
        if (workers > order.size()) {
            noteSharedCpus(order.size());
        } else {
            noteSharedCores(order.subList(0, workers));
        }
        return places;
    }

    private List<Cpu> listed() {
        Map<Integer, Cpu> usable = new HashMap<>();
        topology.cpus().forEach(cpu -> usable.put(cpu.id(), cpu));
        if (!usable.keySet().containsAll(placement.cpuList())) {
            throw new IllegalArgumentException(
                    "placement="
                            + placement
                            + ": this process may use the CPUs "
                            + topology.cpuSet());
        }
        return placement.cpuList().stream().map(usable::get).toList();
    }

    /** Each worker to the node that has the fewest of them for its cores; the first if equal. */
    private List<WorkerPlace> onNodes() {
        List<List<Cpu>> nodes = new ArrayList<>();
        for (NumaNode node : topology.nodes()) {
            List<Cpu> own =
                    topology.cpus().stream().filter(cpu -> cpu.node() == node.id()).toList();
            if (!own.isEmpty()) {
                nodes.add(own);
            }
        }
        int[] given = new int[nodes.size()];
        List<WorkerPlace> places = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            int best = 0;
            for (int i = 1; i < given.length; i++) {
                // (given + 1) / cores compared without division.
                long here = (given[i] + 1L) * cores(nodes.get(best));
                if (here < (given[best] + 1L) * cores(nodes.get(i))) {
                    best = i;
                }
            }
            given[best]++;
            places.add(place(worker, nodes.get(best)));
        }
        if (workers > topology.cpus().size()) {
            noteSharedCpus(topology.cpus().size());
        }
        return places;
    }

    private static long cores(List<Cpu> cpus) {
        return cpus.stream().map(Cpu::core).distinct().count();
    }

    private static WorkerPlace place(int worker, List<Cpu> cpus) {
        CpuSet set = CpuSet.ofAll(cpus.stream().map(Cpu::id).toList());
        return new WorkerPlace(worker, set, only(cpus, Cpu::node), only(cpus, Cpu::cache));
    }

    private static int only(List<Cpu> cpus, ToIntFunction<Cpu> key) {
        int[] values = cpus.stream().mapToInt(key).distinct().toArray();
        return values.length == 1 ? values[0] : WorkerPlace.SEVERAL;
    }

    private void noteSharedCpus(int cpus) {
        notes.add(workers + " workers share " + cpus + (cpus == 1 ? " CPU" : " CPUs"));
    }

    private void noteSharedCores(List<Cpu> used) {
        Set<Integer> cores = new HashSet<>();
        used.forEach(cpu -> cores.add(cpu.core()));
        if (cores.size() < used.size()) {
            notes.add(
                    workers
                            + " workers share "
                            + cores.size()
                            + (cores.size() == 1 ? " core" : " cores"));
        }
    }

    private void noteQuota() {
        if (placement.policy() != Placement.Policy.NONE && workers > topology.processors()) {
            topology.quota()
                    .ifPresent(quota ->
                            notes.add(
                                    "the control group allows "
                                            + quota
                                            + " CPUs' worth of time to "
                                            + workers
                                            + " workers"));
        }
    }
}
