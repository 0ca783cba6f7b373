package io.ringwake;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A control group made for a test, of version 1 or 2. */
final class ControlGroup implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long DEADLINE_NANOS = 10_000_000_000L;

    private final Path parent;
    private final Path directory;
    private final boolean unified;

    private ControlGroup(Path parent, boolean unified) throws IOException {
        this.parent = parent;
        this.unified = unified;
        long process = ProcessHandle.current().pid();
        directory = parent.resolve("ringwake-test-" + process + "-" + COUNT.incrementAndGet());
        Files.createDirectory(directory);
    }

    /**
     * One in the hierarchy that has this controller. Skips the test, and says why, where none can
     * be made: that takes root, and in version 2 a parent that hands the controller down.
     */
    static ControlGroup below(String controller) throws IOException {
        List<String> reasons = new ArrayList<>();
        for (String mount : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            Path point = Path.of(mount.split(" ", -1)[4]);
            String[] kind = mount.substring(mount.indexOf(" - ") + 3).split(" ", -1);
            if (kind[0].startsWith("cgroup") && hasController(point, kind, controller, reasons)) {
                try {
                    return new ControlGroup(point, kind[0].equals("cgroup2"));
                } catch (IOException refused) {
                    reasons.add(refused.toString());
                }
            }
        }
        assumeTrue(false, "no control group for " + controller + " can be made: " + reasons);
        throw new AssertionError();
    }

    private static boolean hasController(
            Path point, String[] kind, String controller, List<String> reasons) throws IOException {
        String names = kind[2].replace(',', ' ');
        if (kind[0].equals("cgroup2")) {
            names = Files.readString(point.resolve("cgroup.subtree_control"));
            reasons.add(point + " hands down only: " + names.strip());
        }
        return Arrays.asList(names.strip().split(" ", -1)).contains(controller);
    }

    /** Gives it what its parent has. */
    void copy(String file) throws IOException {
        Path effective = parent.resolve(file + ".effective");
        Path from = Files.exists(effective) ? effective : parent.resolve(file);
        set(file, Files.readString(from).strip());
    }

    void set(String file, String value) throws IOException {
        Files.writeString(directory.resolve(file), value);
    }

    /** Limits its time to so many microseconds in each period. */
    void limit(String quota, String period) throws IOException {
        if (unified) {
            set("cpu.max", quota + " " + period);
        } else {
            set("cpu.cfs_period_us", period);
            set("cpu.cfs_quota_us", quota);
        }
    }

    /** The command that runs this one in the group. */
    List<String> inside(List<String> command) {
        String enter = "echo $$ > '" + directory.resolve("cgroup.procs") + "' && exec \"$@\"";
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", enter, "sh"));
        all.addAll(command);
        return all;
    }

    /** What ran in it has ended, but the kernel may not have taken it out yet. */
    @Override
    public void close() throws IOException {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (true) {
            try {
                Files.delete(directory);
                return;
            } catch (IOException busy) {
                if (System.nanoTime() > deadline) {
                    throw busy;
                }
                Thread.yield();
            }
        }
    }
}
