package io.ringwake.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The CPU limits of the control groups that this process is in. Version 1 and 2 may be mounted side
 * by side, each with other controllers: the limits of both hold.
 *
 * <pre>
 *   mountinfo  31 23 0:29 /docker/x /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu
 *                         root      mount point            type          controllers
 *   cgroup     1:cpu:/docker/x/y     -> /sys/fs/cgroup/cpu/y and its ancestors up to the mount
 * </pre>
 */
final class ControlGroups {
    /** One mounted hierarchy; no controllers for version 2, where a group's files tell them. */
    private record Mount(String root, String point, boolean unified, List<String> controllers) {}

    private static final String UNLIMITED = "max";

    private final SystemTree tree;
    private final List<Mount> mounts;

    ControlGroups(SystemTree tree) {
        this.tree = tree;
        this.mounts = mounts(tree.read("proc/self/mountinfo").orElse(""));
    }

    /** CPUs' worth of time: the smallest quota of the group and its ancestors. */
    OptionalDouble quota() {
        double smallest = Double.POSITIVE_INFINITY;
        for (String directory : directories("cpu")) {
            smallest = Math.min(smallest, quotaOf(directory));
        }
        return Double.isInfinite(smallest) ? OptionalDouble.empty() : OptionalDouble.of(smallest);
    }

    private double quotaOf(String directory) {
        String[] max = tree.read(directory + "/cpu.max").orElse(UNLIMITED).split("\\s+", -1);
        double unified = max.length == 2 ? ratio(max[0], max[1]) : Double.POSITIVE_INFINITY;
        double split =
                ratio(
                        tree.read(directory + "/cpu.cfs_quota_us").orElse(UNLIMITED),
                        tree.read(directory + "/cpu.cfs_period_us").orElse(UNLIMITED));
        return Math.min(unified, split);
    }

    /** Infinite where either is not a positive number: -1 and "max" mean no limit. */
    private static double ratio(String quota, String period) {
        if (!quota.matches("[0-9]{1,15}") || !period.matches("[0-9]{1,15}")) {
            return Double.POSITIVE_INFINITY;
        }
        double ratio = Double.parseDouble(quota) / Double.parseDouble(period);
        return ratio > 0 ? ratio : Double.POSITIVE_INFINITY;
    }

    /** The CPUs of the group's cpuset; empty if there is none. */
    Optional<CpuSet> cpus() {
        Optional<CpuSet> effective = nearest("cpuset.cpus.effective");
        Optional<CpuSet> split = nearest("cpuset.effective_cpus").or(() -> nearest("cpuset.cpus"));
        if (effective.isPresent() && split.isPresent()) {
            return Optional.of(effective.get().and(split.get()));
        }
        return effective.or(() -> split);
    }

    private Optional<CpuSet> nearest(String file) {
        return directories("cpuset").stream()
                .map(directory -> tree.readSet(directory + "/" + file))
                .flatMap(Optional::stream)
                .filter(set -> !set.isEmpty())
                .findFirst();
    }

    /** The group's directories in the hierarchies that may have the controller, inmost first. */
    private List<String> directories(String controller) {
        List<String> directories = new ArrayList<>();
        for (String line : tree.read("proc/self/cgroup").orElse("").lines().toList()) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3) {
                boolean unified = parts[1].isEmpty();
                List<String> controllers = Arrays.asList(parts[1].split(",", -1));
                if (unified || controllers.contains(controller)) {
                    addUpwards(directories, unified, controller, parts[2]);
                }
            }
        }
        return directories;
    }

    private void addUpwards(
            List<String> directories, boolean unified, String controller, String group) {
        for (Mount mount : mounts) {
            if (mount.unified() == unified
                    && (unified || mount.controllers().contains(controller))) {
                String below = below(mount, group);
                while (!below.isEmpty()) {
                    directories.add(mount.point() + below);
                    below = below.substring(0, below.lastIndexOf('/'));
                }
                directories.add(mount.point());
            }
        }
    }

    /** The group's path below the mount point: empty, or with a slash first. */
    private static String below(Mount mount, String group) {
        String root = mount.root().equals("/") ? "" : mount.root();
        boolean inside = group.equals(root) || group.startsWith(root + "/");
        String below = inside ? group.substring(root.length()) : "";
        // Not inside, or "/../x": a namespace hides where the group is; the mount is what it sees.
        return below.equals("/") || below.contains("/..") ? "" : below;
    }

    private static List<Mount> mounts(String text) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] halves = line.split(" - ", 2);
            String[] place = halves[0].split(" ", -1);
            String[] kind = halves.length == 2 ? halves[1].split(" ", -1) : new String[0];
            if (place.length >= 5 && kind.length >= 3 && kind[0].startsWith("cgroup")) {
                List<String> options = Arrays.asList(kind[2].split(",", -1));
                String point = unescape(place[4]).substring(1);
                mounts.add(
                        new Mount(unescape(place[3]), point, kind[0].equals("cgroup2"), options));
            }
        }
        return mounts;
    }

    /** The kernel writes space, tab, newline and backslash as three octal digits. */
    private static String unescape(String path) {
        return path.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
