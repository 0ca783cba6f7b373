package io.ringwake.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The topology of macOS, which has one node and no way to bind a thread: of use to see what there
 * is. Its levels of performance come fastest first, and each level's cores share caches in groups.
 */
final class MacTopology {
    private static final int LEVELS_MAX = 8;

    private final Function<String, OptionalLong> sysctl;

    MacTopology(Function<String, OptionalLong> sysctl) {
        this.sysctl = sysctl;
    }

    Topology read() {
        List<String> notes = new ArrayList<>();
        int logical = number("hw.logicalcpu", 0);
        if (logical == 0) {
            logical = Runtime.getRuntime().availableProcessors();
            notes.add("the system does not count its CPUs: " + logical + " are assumed");
        }
        List<Cpu> cpus = new ArrayList<>();
        int levels = Math.min(LEVELS_MAX, number("hw.nperflevels", 0));
        for (int level = 0; level < levels; level++) {
            String of = "hw.perflevel" + level + ".";
            addLevel(cpus, of, level, number(of + "logicalcpu", 0), logical);
        }
        if (cpus.size() < logical) {
            addLevel(cpus, "hw.", 0, logical - cpus.size(), logical);
        }
        NumaNode node = new NumaNode(0, CpuSet.first(cpus.size()), true, List.of());
        return new Topology(cpus, List.of(node), OptionalDouble.empty(), notes);
    }

    private void addLevel(List<Cpu> cpus, String of, int level, int count, int limit) {
        int threads = Math.max(1, count / Math.max(1, number(of + "physicalcpu", count)));
        int sharing = Math.max(1, number(of + "cpusperl2", count));
        int base = cpus.size();
        for (int i = 0; i < count && cpus.size() < limit; i++) {
            int core = base + i - i % threads;
            int cache = base + i - i % sharing;
            cpus.add(new Cpu(base + i, core, 0, cache, 0, Cpu.CAPACITY_MAX >> level));
        }
    }

    private int number(String name, int otherwise) {
        OptionalLong value = sysctl.apply(name);
        boolean sound = value.isPresent() && value.getAsLong() > 0 && value.getAsLong() < 8192;
        return sound ? (int) value.getAsLong() : otherwise;
    }
}
