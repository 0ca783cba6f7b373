package io.ringwake.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopologyTest {
    private static final String CPU = "sys/devices/system/cpu/cpu";
    private static final String NODE = "sys/devices/system/node/node";

    private static List<Integer> each(Topology topology, ToIntFunction<Cpu> key) {
        return topology.cpus().stream().map(key::applyAsInt).toList();
    }

    private static void assertWhole(Topology topology) {
        assertEquals(List.of(), topology.notes());
    }

    @Test
    void oneSocket() {
        Topology topology = Topology.read(new Machine(1, 1, 1, 4, 1).tree());
        assertEquals(List.of(0, 1, 2, 3), each(topology, Cpu::core));
        assertEquals(List.of(0, 0, 0, 0), each(topology, Cpu::cache));
        assertEquals(1, topology.nodes().size());
        assertFalse(topology.hasSeveralMemoryNodes());
        assertWhole(topology);
    }

    @Test
    void twoSocketsWithTwoThreadsPerCore(@TempDir Path root) {
        new Machine(2, 1, 1, 2, 2).tree().writeTo(root);
        Topology topology = Topology.read(root);
        assertEquals(List.of(0, 1, 2, 3, 0, 1, 2, 3), each(topology, Cpu::core));
        assertEquals(List.of(0, 0, 1, 1, 0, 0, 1, 1), each(topology, Cpu::node));
        assertEquals(List.of(0, 0, 1, 1, 0, 0, 1, 1), each(topology, Cpu::packageId));
        assertTrue(topology.hasSeveralMemoryNodes());
        assertEquals(10, topology.distance(1, 1));
        assertEquals(21, topology.distance(0, 1));
        assertWhole(topology);
    }

    @Test
    void severalCachesInOneNode() {
        Topology topology = Topology.read(new Machine(1, 1, 3, 2, 1).tree());
        assertEquals(List.of(0, 0, 2, 2, 4, 4), each(topology, Cpu::cache));
        assertWhole(topology);
    }

    @Test
    void coresOfDifferentSpeed_byCapacityOrByTheListOfSmallOnes() {
        RecordedTree arm = new Machine(1, 1, 1, 2, 1).tree();
        arm.put(CPU + "0/cpu_capacity", "446").put(CPU + "1/cpu_capacity", "1024");
        assertEquals(List.of(446, 1024), each(Topology.read(arm), Cpu::capacity));
        RecordedTree x86 = new Machine(1, 1, 1, 4, 1).tree();
        x86.put("sys/devices/cpu_core/cpus", "0-1").put("sys/devices/cpu_atom/cpus", "2-3");
        assertEquals(List.of(1024, 1024, 512, 512), each(Topology.read(x86), Cpu::capacity));
    }

    @Test
    void offlineCpusAreLeftOut() {
        RecordedTree tree = new Machine(1, 1, 1, 4, 1).tree();
        tree.put("sys/devices/system/cpu/online", "0,2-3").remove(CPU + "1/topology");
        assertEquals("0,2-3", Topology.read(tree).cpuSet().toString());
        tree.remove("sys/devices/system/cpu/online").put(CPU + "1/online", "0");
        assertEquals("0,2-3", Topology.read(tree).cpuSet().toString());
    }

    @Test
    void theAffinityMaskLimitsCpusAndNodes() {
        RecordedTree tree = new Machine(2, 1, 1, 4, 1).tree();
        tree.put("proc/self/status", "Cpus_allowed_list:\t2-5\nMems_allowed_list:\t1");
        Topology topology = Topology.read(tree);
        assertEquals("2-5", topology.cpuSet().toString());
        assertEquals("2-3", topology.nodes().get(0).cpus().toString());
        assertFalse(topology.nodes().get(0).hasMemory());
        assertTrue(topology.nodes().get(1).hasMemory());
    }

    @Test
    void aNodeMayHaveNoMemoryOrNoCpus() {
        RecordedTree tree = new Machine(2, 1, 1, 2, 1).tree();
        tree.put(NODE + "0/meminfo", "Node 0 MemTotal:       0 kB");
        tree.put(NODE + "2/cpulist", "").put(NODE + "2/meminfo", "Node 2 MemTotal: 8 kB");
        Topology topology = Topology.read(tree);
        assertEquals(
                List.of(false, true, true),
                topology.nodes().stream().map(NumaNode::hasMemory).toList());
        assertTrue(topology.nodes().get(2).cpus().isEmpty());
        // Their rows of distances are shorter than the list of nodes.
        assertEquals(20, topology.distance(0, 1));
    }

    @Test
    void withoutSysfs_theMaskIsAllThatIsKnown() {
        RecordedTree tree = new RecordedTree().put("proc/self/status", "Cpus_allowed_list:\t1,3");
        Topology topology = Topology.read(tree);
        assertEquals(List.of(1, 3), each(topology, Cpu::core));
        assertEquals(List.of(0, 0), each(topology, Cpu::node));
        assertEquals(List.of(-1, -1), each(topology, Cpu::cache));
        assertWhole(topology);
    }

    @Test
    void withoutAnything_theCpusAreGuessedAndThatIsSaid() {
        int available = Runtime.getRuntime().availableProcessors();
        for (RecordedTree tree :
                List.of(
                        new RecordedTree(),
                        new RecordedTree()
                                .put("sys/devices/system/cpu/online", "garbage")
                                .put("proc/self/status", "Cpus_allowed_list:\t,")
                                .put("proc/self/mountinfo", "- cgroup\n\n31 23 x / / rw")
                                .put("proc/self/cgroup", "nonsense\n1:cpu"))) {
            Topology topology = Topology.read(tree);
            assertEquals(available, topology.cpus().size());
            assertTrue(
                    topology.notes().get(0).startsWith("the system does not list its CPUs"),
                    topology.notes()::toString);
        }
    }

    @Test
    void malformedFilesAreAsGoodAsMissing() {
        RecordedTree tree = new Machine(1, 1, 1, 2, 2).tree();
        tree.put(CPU + "1/topology/core_cpus_list", "?");
        tree.put(CPU + "1/topology/thread_siblings_list", "1,3");
        tree.put(CPU + "2/topology/physical_package_id", "-1");
        tree.put(CPU + "3/cache/index3/shared_cpu_list", "");
        tree.put(CPU + "3/cpu_capacity", "fast");
        tree.put(NODE + "0/distance", "10 a");
        Topology topology = Topology.read(tree);
        assertEquals(List.of(0, 1, 0, 1), each(topology, Cpu::core));
        assertEquals(List.of(0, 0, 0, 0), each(topology, Cpu::packageId));
        assertEquals(List.of(0, 0, 0, 1), each(topology, Cpu::cache));
        assertEquals(10, topology.distance(0, 0));
    }

    @Test
    void thisMachine_isReadWithoutGuessing() {
        Topology topology = Topology.read();
        assertFalse(topology.cpus().isEmpty());
        assertTrue(topology.processors() <= topology.cpus().size());
        assertWhole(topology);
    }
}
