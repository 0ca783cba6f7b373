package io.ringwake.placement;

import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.NativeUnavailableException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The CPUs and NUMA nodes of this machine, as far as this process may use them: online, within its
 * affinity mask and within the cpuset of its control group. Immutable; a snapshot.
 *
 * <p>Reading it never fails. Where the system does not say something, this is assumed, and {@link
 * #notes} tells so if CPUs had to be guessed:
 *
 * <ul>
 *   <li>no list of CPUs: CPUs 0 to availableProcessors - 1
 *   <li>a limit that leaves no CPU, or cannot be read: the limit is passed over
 *   <li>no cores: each CPU is a core of its own; no package: all are in package 0
 *   <li>no caches: those of a package share one
 *   <li>no NUMA nodes: all is node 0; no distances: 10 within a node, 20 between two
 * </ul>
 */
public final class Topology {
    private static final int DISTANCE_NEAR = 10;
    private static final int DISTANCE_FAR = 20;

    private final List<Cpu> cpus;
    private final List<NumaNode> nodes;
    private final OptionalDouble quota;
    private final List<String> notes;

    Topology(List<Cpu> cpus, List<NumaNode> nodes, OptionalDouble quota, List<String> notes) {
        this.cpus = cpus.stream().sorted(Comparator.comparingInt(Cpu::id)).toList();
        this.nodes = List.copyOf(nodes);
        this.quota = quota;
        this.notes = List.copyOf(notes);
    }

    /** That of this machine. Any thread. */
    public static Topology read() {
        if (System.getProperty("os.name", "").startsWith("Mac")) {
            try {
                return new MacTopology(new Sysctl(NativeLibrary.calls())).read();
            } catch (NativeUnavailableException noLibrary) {
                return new MacTopology(Sysctl.silent()).read();
            }
        }
        return read(Path.of("/"));
    }

    /** That which Linux describes in the files below a directory that stands for {@code /}. */
    public static Topology read(Path root) {
        return read(new DiskTree(root));
    }

    static Topology read(SystemTree tree) {
        return new LinuxTopology(tree).read();
    }

    /** By ascending number; at least one. */
    public List<Cpu> cpus() {
        return cpus;
    }

    /** The numbers of {@link #cpus}. */
    public CpuSet cpuSet() {
        return CpuSet.ofAll(cpus.stream().map(Cpu::id).toList());
    }

    /** By ascending number, also those without usable CPUs or memory; at least one. */
    public List<NumaNode> nodes() {
        return nodes;
    }

    /** How many CPUs' worth of time the control group may use; empty without a limit. */
    public OptionalDouble quota() {
        return quota;
    }

    /** What had to be guessed or passed over, in sentences. */
    public List<String> notes() {
        return notes;
    }

    /** How many threads can run at once: the usable CPUs, no more than the quota rounded up. */
    public int processors() {
        if (quota.isEmpty()) {
            return cpus.size();
        }
        return Math.max(1, (int) Math.min(cpus.size(), Math.ceil(quota.getAsDouble())));
    }

    /** Whether it matters where memory comes from. */
    public boolean hasSeveralMemoryNodes() {
        return nodes.stream().filter(NumaNode::hasMemory).count() > 1;
    }

    /** How far the memory of one node is from the CPUs of another; 10 is its own. */
    public int distance(int from, int to) {
        int row = indexOf(from);
        int column = indexOf(to);
        if (row >= 0 && column >= 0 && column < nodes.get(row).distances().size()) {
            return nodes.get(row).distances().get(column);
        }
        return from == to ? DISTANCE_NEAR : DISTANCE_FAR;
    }

    private int indexOf(int node) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).id() == node) {
                return i;
            }
        }
        return -1;
    }
}
