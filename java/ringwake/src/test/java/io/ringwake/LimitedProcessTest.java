package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.placement.Cpu;
import io.ringwake.placement.Topology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Affinity mask, cpuset and quota of a real process: how many workers it has, and where. */
@Timeout(120)
final class LimitedProcessTest {
    private static final String PERIOD = "100000";

    private final List<Cpu> cpus = Topology.read().cpus();
    private final int last = cpus.get(cpus.size() - 1).id();

    @BeforeEach
    void severalCpus() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "limits are Linux's");
        assumeTrue(Topology.read().processors() > 1, "one CPU here: nothing to take away");
    }

    private List<String> onTheLastCpu() {
        return List.of(
                "cpus " + last,
                "workers 1",
                "planned " + last,
                "placed 1",
                "bound to [" + last + "]");
    }

    @Test
    void taskset_leavesOneWorkerOnThatCpu() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/taskset")), "taskset is missing");
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "" + last));
        command.addAll(java());
        assertEquals(onTheLastCpu(), run(command));
    }

    @Test
    void aCpuset_leavesOneWorkerOnThatCpu() throws Exception {
        try (ControlGroup group = ControlGroup.below("cpuset")) {
            group.copy("cpuset.mems");
            group.set("cpuset.cpus", "" + last);
            assertEquals(onTheLastCpu(), run(group.inside(java())));
        }
    }

    @Test
    void aQuotaOfOneCpu_leavesOneWorker() throws Exception {
        try (ControlGroup group = ControlGroup.below("cpu")) {
            group.limit(PERIOD, PERIOD);
            int first = cpus.get(0).id();
            assertEquals(
                    List.of(
                            "cpus " + Topology.read().cpuSet(),
                            "workers 1",
                            "planned " + first,
                            "placed 1",
                            "bound to [" + first + "]"),
                    run(group.inside(java())));
        }
    }

    @Test
    void aQuotaIsRoundedUp() throws Exception {
        try (ControlGroup group = ControlGroup.below("cpu")) {
            group.limit("150000", PERIOD);
            List<String> lines = run(group.inside(java()));
            assertTrue(lines.containsAll(List.of("workers 2", "placed 2")), lines::toString);
        }
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED"); // or it warns
        }
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        LimitedProgram.class.getName()));
        return command;
    }

    private static List<String> run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "did not end");
            return output.lines().toList();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
