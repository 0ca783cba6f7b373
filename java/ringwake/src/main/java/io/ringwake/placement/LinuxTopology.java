package io.ringwake.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a topology from sysfs and procfs. */
final class LinuxTopology {
    private static final String CPUS = "sys/devices/system/cpu";
    private static final String NODES = "sys/devices/system/node";
    private static final String STATUS = "proc/self/status";

    /** What the small cores of x86 count for, where the kernel does not say how they compare. */
    private static final int SMALL_CORE = Cpu.CAPACITY_MAX / 2;

    private final SystemTree tree;
    private final ControlGroups groups;
    private final List<String> notes = new ArrayList<>();

    LinuxTopology(SystemTree tree) {
        this.tree = tree;
        this.groups = new ControlGroups(tree);
    }

    Topology read() {
        CpuSet usable = usable();
        List<NumaNode> nodes = nodes(usable);
        Map<Integer, Integer> nodeOf = new HashMap<>();
        nodes.forEach(node -> node.cpus().toList().forEach(cpu -> nodeOf.put(cpu, node.id())));
        CpuSet small = tree.readSet("sys/devices/cpu_atom/cpus").orElse(CpuSet.of());
        List<Cpu> cpus = new ArrayList<>();
        for (int cpu : usable.toList()) {
            cpus.add(cpu(cpu, nodeOf.getOrDefault(cpu, nodes.get(0).id()), small));
        }
        return new Topology(cpus, nodes, groups.quota(), notes);
    }

    private Cpu cpu(int id, int node, CpuSet small) {
        String topology = CPUS + "/cpu" + id + "/topology/";
        int core =
                lowest(topology + "core_cpus_list")
                        .or(() -> lowest(topology + "thread_siblings_list"))
                        .orElse(id);
        int packageId =
                tree.readInt(topology + "physical_package_id").filter(n -> n >= 0).orElse(0);
        int capacity =
                tree.readInt(CPUS + "/cpu" + id + "/cpu_capacity")
                        .filter(value -> value > 0)
                        .orElse(small.contains(id) ? SMALL_CORE : Cpu.CAPACITY_MAX);
        return new Cpu(id, core, packageId, cache(id, packageId), node, capacity);
    }

    private Optional<Integer> lowest(String path) {
        return tree.readSet(path).flatMap(set -> set.toList().stream().findFirst());
    }

    /** The lowest CPU of the cache of the highest level; without any, a number per package. */
    private int cache(int cpu, int packageId) {
        String caches = CPUS + "/cpu" + cpu + "/cache";
        int highest = 0;
        Optional<Integer> found = Optional.empty();
        for (int index : tree.numbered(caches, "index")) {
            String cache = caches + "/index" + index + "/";
            int level = tree.readInt(cache + "level").orElse(0);
            boolean forData = !tree.read(cache + "type").orElse("").equals("Instruction");
            if (level > highest && forData) {
                Optional<Integer> sharer = lowest(cache + "shared_cpu_list");
                if (sharer.isPresent()) {
                    highest = level;
                    found = sharer;
                }
            }
        }
        return found.orElse(-1 - packageId);
    }

    // ---- which CPUs

    private CpuSet usable() {
        CpuSet cpus = online();
        Optional<CpuSet> mask = tree.field(STATUS, "Cpus_allowed_list").flatMap(CpuSet::parse);
        if (cpus.isEmpty()) {
            cpus = mask.filter(set -> !set.isEmpty()).orElseGet(this::guess);
        }
        cpus = within(cpus, mask, "the affinity mask");
        return within(cpus, groups.cpus(), "the cpuset of the control group");
    }

    private CpuSet online() {
        CpuSet listed = tree.readSet(CPUS + "/online").orElse(CpuSet.of());
        if (!listed.isEmpty()) {
            return listed;
        }
        // cpu0 has no such file where it cannot be taken offline.
        return CpuSet.ofAll(
                tree.numbered(CPUS, "cpu").stream()
                        .filter(cpu -> tree.readInt(CPUS + "/cpu" + cpu + "/online").orElse(1) != 0)
                        .toList());
    }

    private CpuSet guess() {
        int count = Runtime.getRuntime().availableProcessors();
        notes.add("the system does not list its CPUs: 0 to " + (count - 1) + " are assumed");
        return CpuSet.first(count);
    }

    private CpuSet within(CpuSet cpus, Optional<CpuSet> limit, String name) {
        if (limit.isEmpty() || limit.get().isEmpty()) {
            return cpus; // an empty cpuset is one that has not been set up
        }
        CpuSet both = cpus.and(limit.get());
        if (both.isEmpty()) {
            notes.add(name + " (" + limit.get() + ") has none of the CPUs " + cpus + ": not used");
            return cpus;
        }
        return both;
    }

    // ---- nodes

    private List<NumaNode> nodes(CpuSet usable) {
        List<Integer> ids = tree.numbered(NODES, "node");
        if (ids.isEmpty()) {
            return List.of(new NumaNode(0, usable, true, List.of()));
        }
        Optional<CpuSet> allowed = tree.field(STATUS, "Mems_allowed_list").flatMap(CpuSet::parse);
        List<NumaNode> nodes = new ArrayList<>();
        for (int id : ids) {
            String node = NODES + "/node" + id + "/";
            CpuSet cpus = tree.readSet(node + "cpulist").orElse(CpuSet.of()).and(usable);
            boolean memory = hasMemory(id) && allowed.map(set -> set.contains(id)).orElse(true);
            nodes.add(new NumaNode(id, cpus, memory, distances(node + "distance", ids.size())));
        }
        return nodes;
    }

    private boolean hasMemory(int node) {
        return tree.field(NODES + "/node" + node + "/meminfo", "Node " + node + " MemTotal")
                .map(total -> !total.matches("0\\s*kB"))
                .or(() -> tree.readSet(NODES + "/has_memory").map(set -> set.contains(node)))
                .orElse(true);
    }

    /** One distance for each node in the order of their numbers, or none if that is not so. */
    private List<Integer> distances(String path, int nodes) {
        String text = tree.read(path).orElse("");
        if (!text.matches("[0-9]{1,4}(\\s+[0-9]{1,4})*")) {
            return List.of();
        }
        List<Integer> row = List.of(text.split("\\s+")).stream().map(Integer::valueOf).toList();
        return row.size() == nodes ? row : List.of();
    }
}
