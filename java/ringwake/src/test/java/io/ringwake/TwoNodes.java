package io.ringwake;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.placement.Cpu;
import io.ringwake.placement.NumaNode;
import io.ringwake.placement.Topology;
import java.util.List;

/** A CPU of each of two nodes of this machine that have memory. */
record TwoNodes(Cpu near, Cpu far) {
    /** Skips the test where there is one node. */
    static TwoNodes found() {
        Topology topology = Topology.read();
        List<Cpu> found =
                topology.nodes().stream()
                        .filter(node -> node.hasMemory() && !node.cpus().isEmpty())
                        .map(node -> cpuOf(topology, node))
                        .toList();
        assumeTrue(found.size() > 1, "one NUMA node here; scripts/numa-vm has two");
        return new TwoNodes(found.get(0), found.get(1));
    }

    private static Cpu cpuOf(Topology topology, NumaNode node) {
        return topology.cpus().stream()
                .filter(cpu -> cpu.node() == node.id())
                .findFirst()
                .orElseThrow();
    }
}
