package io.ringwake.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ControlGroupsTest {
    private static final String V1 =
            """
            30 29 0:40 %s /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct
            31 29 0:41 %<s /sys/fs/cgroup/cpuset rw shared:9 - cgroup cgroup rw,cpuset
            """;
    private static final String V2 = "29 23 0:39 %s %s rw - cgroup2 cgroup2 rw\n";

    private final RecordedTree tree = new Machine(1, 1, 1, 8, 1).tree();

    private void mounted(String mounts, String groups) {
        tree.put("proc/self/mountinfo", "23 1 8:1 / / rw - ext4 /dev/sda rw\n" + mounts);
        tree.put("proc/self/cgroup", groups);
    }

    private Topology read() {
        return Topology.read(tree);
    }

    @Test
    void version2_theSmallestQuotaUpwardsHolds() {
        mounted(V2.formatted("/", "/sys/fs/cgroup"), "0::/a/b");
        tree.put("sys/fs/cgroup/a/cpu.max", "150000 100000");
        tree.put("sys/fs/cgroup/a/b/cpu.max", "max 100000");
        tree.put("sys/fs/cgroup/a/b/cpuset.cpus.effective", "1-4");
        assertEquals(OptionalDouble.of(1.5), read().quota());
        assertEquals(2, read().processors());
        assertEquals("1-4", read().cpuSet().toString());
    }

    @Test
    void version1_hasAMountPerController() {
        mounted(V1.formatted("/"), "4:cpuset:/x\n3:cpu,cpuacct:/x/y");
        tree.put("sys/fs/cgroup/cpu/x/y/cpu.cfs_quota_us", "-1");
        tree.put("sys/fs/cgroup/cpu/x/y/cpu.cfs_period_us", "100000");
        tree.put("sys/fs/cgroup/cpu/x/cpu.cfs_quota_us", "50000");
        tree.put("sys/fs/cgroup/cpu/x/cpu.cfs_period_us", "100000");
        tree.put("sys/fs/cgroup/cpuset/x/cpuset.cpus", "0,2");
        assertEquals(OptionalDouble.of(0.5), read().quota());
        assertEquals(1, read().processors());
        assertEquals("0,2", read().cpuSet().toString());
    }

    @Test
    void bothVersions_theLimitsOfBothHold() {
        mounted(
                V1.formatted("/") + V2.formatted("/", "/sys/fs/cgroup/unified"),
                "3:cpu,cpuacct:/x\n4:cpuset:/x\n0::/x");
        tree.put("sys/fs/cgroup/cpu/x/cpu.cfs_quota_us", "300000");
        tree.put("sys/fs/cgroup/cpu/x/cpu.cfs_period_us", "100000");
        tree.put("sys/fs/cgroup/unified/x/cpu.max", "200000 100000");
        tree.put("sys/fs/cgroup/cpuset/x/cpuset.effective_cpus", "0-3");
        tree.put("sys/fs/cgroup/unified/x/cpuset.cpus.effective", "2-5");
        assertEquals(OptionalDouble.of(2), read().quota());
        assertEquals("2-3", read().cpuSet().toString());
    }

    @Test
    void aContainerSeesItsGroupAsTheMount() {
        mounted(V1.formatted("/docker/c0ffee"), "3:cpu,cpuacct:/docker/c0ffee");
        tree.put("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000");
        tree.put("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        assertEquals(OptionalDouble.of(2), read().quota());
        // The namespace of the group is that of another container.
        mounted(V2.formatted("/../other", "/sys/fs/cgroup"), "0::/../../mine");
        tree.put("sys/fs/cgroup/cpu.max", "100000 100000");
        assertEquals(OptionalDouble.of(1), read().quota());
    }

    @Test
    void mountPointsMayHaveSpaces() {
        mounted(V2.formatted("/", "/my\\040groups"), "0::/");
        tree.put("my groups/cpu.max", "100000 50000");
        assertEquals(OptionalDouble.of(2), read().quota());
    }

    @Test
    void malformedQuotasAreNoLimit() {
        mounted(V2.formatted("/", "/sys/fs/cgroup"), "0::/");
        for (String max :
                new String[] {"", "max", "x y", "100000", "0 100000", "-5 100000", "1 0"}) {
            tree.put("sys/fs/cgroup/cpu.max", max);
            assertEquals(OptionalDouble.empty(), read().quota(), max);
        }
    }

    @Test
    void aCpusetThatHasNoneOfTheCpusIsPassedOverAndThatIsSaid() {
        mounted(V2.formatted("/", "/sys/fs/cgroup"), "0::/");
        tree.put("sys/fs/cgroup/cpuset.cpus.effective", "100");
        assertEquals("0-7", read().cpuSet().toString());
        assertEquals(1, read().notes().size());
    }

    private int workers(Placement placement) {
        return PlacementPlan.defaultWorkers(placement, read());
    }

    @Test
    void maskCpusetAndQuotaLimitTheNumberOfWorkers() {
        int here = Runtime.getRuntime().availableProcessors();
        mounted(V2.formatted("/", "/sys/fs/cgroup"), "0::/");
        assertEquals(Math.min(8, here), workers(Placement.compact()));
        tree.put("sys/fs/cgroup/cpu.max", "100000 100000");
        assertEquals(1, workers(Placement.spread()));
        tree.put("sys/fs/cgroup/cpu.max", "max 100000");
        tree.put("sys/fs/cgroup/cpuset.cpus.effective", "3");
        assertEquals(1, workers(Placement.perNode()));
        tree.remove("sys/fs/cgroup/cpuset");
        tree.put("proc/self/status", "Cpus_allowed_list:\t5");
        assertEquals(1, workers(Placement.compact()));
        // Who lists CPUs has said how many.
        assertEquals(2, workers(Placement.cpus(0, 1)));
    }
}
