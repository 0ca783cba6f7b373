package io.ringwake.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A machine to be written as the kernel describes it: so many packages of so many caches of so many
 * cores of so many threads, a package being one or more nodes. As on x86, the second threads of all
 * cores have numbers after the first ones.
 */
record Machine(int packages, int nodesPerPackage, int caches, int cores, int threads) {
    private static final String CPUS = "sys/devices/system/cpu";
    private static final String NODES = "sys/devices/system/node";

    /** Caches are per node. */
    static Machine random(Random random) {
        return new Machine(
                1 + random.nextInt(3),
                1 + random.nextInt(2),
                1 + random.nextInt(3),
                1 + random.nextInt(4),
                1 + random.nextInt(2));
    }

    int coreCount() {
        return packages * nodesPerPackage * caches * cores;
    }

    int cpuCount() {
        return coreCount() * threads;
    }

    int nodeCount() {
        return packages * nodesPerPackage;
    }

    int nodeOf(int cpu) {
        return cpu % coreCount() / (caches * cores);
    }

    RecordedTree tree() {
        RecordedTree tree = new RecordedTree();
        tree.put(CPUS + "/online", "0-" + (cpuCount() - 1));
        tree.put("proc/self/status", "Cpus_allowed_list:\t0-" + (cpuCount() - 1));
        for (int cpu = 0; cpu < cpuCount(); cpu++) {
            writeCpu(tree, cpu);
        }
        for (int node = 0; node < nodeCount(); node++) {
            writeNode(tree, node);
        }
        return tree;
    }

    private void writeCpu(RecordedTree tree, int cpu) {
        String directory = CPUS + "/cpu" + cpu;
        int core = cpu % coreCount();
        int cache = core / cores;
        tree.put(directory + "/topology/core_cpus_list", list(siblings(core)));
        tree.put(
                directory + "/topology/physical_package_id",
                "" + core / (nodesPerPackage * caches * cores));
        tree.put(directory + "/cache/index0/level", "1");
        tree.put(directory + "/cache/index0/type", "Data");
        tree.put(directory + "/cache/index0/shared_cpu_list", list(siblings(core)));
        tree.put(directory + "/cache/index3/level", "3");
        tree.put(directory + "/cache/index3/type", "Unified");
        tree.put(directory + "/cache/index3/shared_cpu_list", list(all(cache, cores)));
    }

    private void writeNode(RecordedTree tree, int node) {
        String directory = NODES + "/node" + node;
        tree.put(directory + "/cpulist", list(all(node, caches * cores)));
        tree.put(directory + "/meminfo", "Node " + node + " MemTotal:       1024 kB");
        tree.put(
                directory + "/distance",
                IntStream.range(0, nodeCount())
                        .mapToObj(other -> "" + distance(node, other))
                        .collect(Collectors.joining(" ")));
    }

    int distance(int one, int other) {
        if (one == other) {
            return 10;
        }
        boolean samePackage = one / nodesPerPackage == other / nodesPerPackage;
        return samePackage ? 12 : 20 + Math.abs(one - other);
    }

    private Stream<Integer> siblings(int core) {
        return IntStream.range(0, threads).mapToObj(thread -> core + thread * coreCount());
    }

    /** The CPUs of the group of this number, the groups being of so many cores. */
    private Stream<Integer> all(int group, int size) {
        return IntStream.range(group * size, (group + 1) * size).boxed().flatMap(this::siblings);
    }

    private static String list(Stream<Integer> numbers) {
        List<Integer> sorted = new ArrayList<>(numbers.sorted().toList());
        return CpuSet.ofAll(sorted).toString();
    }
}
