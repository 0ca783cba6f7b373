package io.ringwake.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * In which order the CPUs of a topology are given to workers. The first thread of every core comes
 * before any second one, and within that faster cores before slower ones; among equals the policy
 * decides.
 */
final class CpuOrder {
    private final Topology topology;
    private final Map<Integer, Integer> threadInCore = new HashMap<>();
    private final Map<Integer, Integer> nodeRank = new HashMap<>();

    CpuOrder(Topology topology) {
        this.topology = topology;
        Map<Integer, Integer> threads = new HashMap<>();
        for (Cpu cpu : topology.cpus()) {
            threadInCore.put(cpu.id(), threads.merge(cpu.core(), 1, Integer::sum));
        }
        rankNodes();
    }

    /** The node of the lowest CPU first, the others by their distance from it. */
    private void rankNodes() {
        int home = topology.cpus().get(0).node();
        List<Integer> nodes =
                topology.nodes().stream()
                        .map(NumaNode::id)
                        .sorted(Comparator.comparingInt(node -> rankDistance(home, node)))
                        .toList();
        for (int i = 0; i < nodes.size(); i++) {
            nodeRank.put(nodes.get(i), i);
        }
    }

    private int rankDistance(int home, int node) {
        return node == home ? -1 : topology.distance(home, node);
    }

    /** One node after the other, one cache after the other. */
    List<Cpu> compact() {
        return topology.cpus().stream().sorted(bestFirst().thenComparing(nearFirst())).toList();
    }

    /** In turn from each node, there in turn from each cache. */
    List<Cpu> spread() {
        List<Cpu> result = new ArrayList<>();
        Map<List<Integer>, List<Cpu>> equals = new TreeMap<>(CpuOrder::compareGrades);
        for (Cpu cpu : compact()) {
            equals.computeIfAbsent(grade(cpu), key -> new ArrayList<>()).add(cpu);
        }
        equals.values().forEach(group -> result.addAll(inTurn(group)));
        return result;
    }

    private List<Cpu> inTurn(List<Cpu> cpus) {
        List<List<Cpu>> nodes = new ArrayList<>();
        for (List<Cpu> ofNode : grouped(cpus, this::nodeRank)) {
            List<List<Cpu>> packages = new ArrayList<>();
            for (List<Cpu> ofPackage : grouped(ofNode, Cpu::packageId)) {
                packages.add(interleaved(grouped(ofPackage, Cpu::cache)));
            }
            nodes.add(interleaved(packages));
        }
        return interleaved(nodes);
    }

    private static List<List<Cpu>> grouped(List<Cpu> cpus, Function<Cpu, Integer> key) {
        Map<Integer, List<Cpu>> groups = new TreeMap<>();
        for (Cpu cpu : cpus) {
            groups.computeIfAbsent(key.apply(cpu), each -> new ArrayList<>()).add(cpu);
        }
        return List.copyOf(groups.values());
    }

    /** The first of each list, then the second of each, and so on. */
    private static List<Cpu> interleaved(List<List<Cpu>> lists) {
        List<Cpu> result = new ArrayList<>();
        for (int i = 0, before = -1; result.size() != before; i++) {
            before = result.size();
            for (List<Cpu> list : lists) {
                if (i < list.size()) {
                    result.add(list.get(i));
                }
            }
        }
        return result;
    }

    private int nodeRank(Cpu cpu) {
        return nodeRank.getOrDefault(cpu.node(), 0);
    }

    /** Which thread of its core it is, and how slow. */
    private List<Integer> grade(Cpu cpu) {
        return List.of(threadInCore.getOrDefault(cpu.id(), 1), -cpu.capacity());
    }

    private static int compareGrades(List<Integer> one, List<Integer> other) {
        int byThread = one.get(0).compareTo(other.get(0));
        return byThread != 0 ? byThread : one.get(1).compareTo(other.get(1));
    }

    private Comparator<Cpu> bestFirst() {
        return (one, other) -> compareGrades(grade(one), grade(other));
    }

    private Comparator<Cpu> nearFirst() {
        return Comparator.<Cpu>comparingInt(this::nodeRank)
                .thenComparingInt(Cpu::packageId)
                .thenComparingInt(Cpu::cache)
                .thenComparingInt(Cpu::core)
                .thenComparingInt(Cpu::id);
    }
}
