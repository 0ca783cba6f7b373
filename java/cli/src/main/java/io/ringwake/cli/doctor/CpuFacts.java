package io.ringwake.cli.doctor;

import io.ringwake.placement.Cpu;
import io.ringwake.placement.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Packages, cores, hardware threads and NUMA nodes that the machine has, from Linux's sysfs and
 * procfs, and what this process may use of them.
 */
final class CpuFacts {
    private static final String CPUS = "sys/devices/system/cpu";
    private static final String NODES = "sys/devices/system/node";

    private final SystemFiles files;
    private final Topology usable;

    CpuFacts(SystemFiles files, Topology usable) {
        this.files = files;
        this.usable = usable;
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("available_to_jvm", Runtime.getRuntime().availableProcessors());
        files.read(CPUS + "/online").ifPresent(list -> facts.put("online", list));
        addCores(facts);
        files.field("proc/self/status", "Cpus_allowed_list")
                .ifPresent(list -> facts.put("affinity_cpus", list));
        files.field("proc/self/status", "Mems_allowed_list")
                .ifPresent(list -> facts.put("affinity_nodes", list));
        List<String> nodes = nodes();
        if (!nodes.isEmpty()) {
            facts.put("numa_nodes", nodes);
        }
        addUsable(facts);
        return facts;
    }

    /** Within the affinity mask and the limits of the control groups. */
    private void addUsable(Map<String, Object> facts) {
        facts.put("usable_cpus", usable.cpuSet().toString());
        facts.put("usable_cores", usable.cpus().stream().map(Cpu::core).distinct().count());
        facts.put("usable_caches", usable.cpus().stream().map(Cpu::cache).distinct().count());
        usable.quota().ifPresent(quota -> facts.put("quota_cpus", quota));
        if (!usable.notes().isEmpty()) {
            facts.put("assumed", usable.notes());
        }
    }

    private void addCores(Map<String, Object> facts) {
        Set<Integer> packages = new LinkedHashSet<>();
        Set<List<Integer>> cores = new LinkedHashSet<>();
        int threads = 0;
        for (int cpu : files.numbered(CPUS, "cpu")) {
            String topology = CPUS + "/cpu" + cpu + "/topology/";
            var packageId = files.readInt(topology + "physical_package_id");
            var coreId = files.readInt(topology + "core_id");
            if (packageId.isPresent() && coreId.isPresent()) { // absent: the CPU is offline
                packages.add(packageId.get());
                cores.add(List.of(packageId.get(), coreId.get()));
                threads++;
            }
        }
        if (threads > 0) {
            facts.put("packages", packages.size());
            facts.put("cores", cores.size());
            facts.put("hardware_threads", threads);
            facts.put("smt", threads > cores.size());
        }
    }

    private List<String> nodes() {
        List<String> nodes = new ArrayList<>();
        for (int node : files.numbered(NODES, "node")) {
            String directory = NODES + "/node" + node;
            String cpus = files.read(directory + "/cpulist").orElse("?");
            String memory =
                    files.field(directory + "/meminfo", "Node " + node + " MemTotal")
                            .map(total -> ", memory " + total)
                            .orElse("");
            nodes.add("node %d: cpus %s%s".formatted(node, cpus.isEmpty() ? "none" : cpus, memory));
        }
        return nodes;
    }
}
