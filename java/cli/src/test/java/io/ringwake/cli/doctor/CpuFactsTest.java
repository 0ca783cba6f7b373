package io.ringwake.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.placement.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuFactsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path root;

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private void writeCpu(int cpu, int packageId, int coreId) throws IOException {
        String topology = "sys/devices/system/cpu/cpu" + cpu + "/topology/";
        write(topology + "physical_package_id", String.valueOf(packageId));
        write(topology + "core_id", String.valueOf(coreId));
    }

    private Map<String, Object> facts() {
        return new CpuFacts(new SystemFiles(root), Topology.read(root)).facts();
    }

    @Test
    void facts_countsPackagesCoresThreadsAndNodes() throws Exception {
        for (int cpu = 0; cpu < 8; cpu++) {
            writeCpu(cpu, cpu / 4, cpu % 2);
        }
        write("sys/devices/system/cpu/cpu8/online", "0"); // offline: has no topology
        write("sys/devices/system/cpu/cpufreq/boost", "1"); // not a CPU
        write("sys/devices/system/node/node0/cpulist", "0-3");
        write("sys/devices/system/node/node0/meminfo", "Node 0 MemTotal:       1024 kB");
        write("sys/devices/system/node/node1/cpulist", "4-7");
        write("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-1,4\nMems_allowed_list:\t0");
        Map<String, Object> facts = facts();
        assertEquals(2, facts.get("packages"));
        assertEquals(4, facts.get("cores"));
        assertEquals(8, facts.get("hardware_threads"));
        assertEquals(true, facts.get("smt"));
        assertEquals("0-1,4", facts.get("affinity_cpus"));
        assertEquals("0", facts.get("affinity_nodes"));
        assertEquals("0-1,4", facts.get("usable_cpus"));
        assertEquals(
                List.of("node 0: cpus 0-3, memory 1024 kB", "node 1: cpus 4-7"),
                facts.get("numa_nodes"));
    }

    @Test
    void facts_leavesOutWhatTheSystemDoesNotSay() {
        Map<String, Object> facts = facts();
        assertEquals(Runtime.getRuntime().availableProcessors(), facts.get("available_to_jvm"));
        assertTrue(facts.containsKey("assumed"), facts::toString);
        for (String unknown : List.of("online", "cores", "smt", "numa_nodes", "quota_cpus")) {
            assertFalse(facts.containsKey(unknown), unknown);
        }
    }

    @Test
    void facts_tellsWhatThisProcessMayUse() throws Exception {
        for (int cpu = 0; cpu < 4; cpu++) {
            writeCpu(cpu, 0, cpu);
        }
        write("sys/devices/system/cpu/online", "0-3");
        write("proc/self/status", "Cpus_allowed_list:\t1-3");
        write("proc/self/mountinfo", "29 23 0:39 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw");
        write("proc/self/cgroup", "0::/");
        write("sys/fs/cgroup/cpu.max", "150000 100000");
        Map<String, Object> facts = facts();
        assertEquals(4, facts.get("cores"));
        assertEquals("1-3", facts.get("usable_cpus"));
        assertEquals(3L, facts.get("usable_cores"));
        assertEquals(1L, facts.get("usable_caches"));
        assertEquals(1.5, facts.get("quota_cpus"));
    }

    @Test
    void policy_isTheSysctlInWords() throws Exception {
        SystemFiles files = new SystemFiles(root);
        assertEquals("no such sysctl (a kernel before 6.6)", IoUringPolicy.describe(files));
        write("proc/sys/kernel/io_uring_disabled", "2");
        assertEquals("2 (forbidden for all)", IoUringPolicy.describe(files));
    }
}
