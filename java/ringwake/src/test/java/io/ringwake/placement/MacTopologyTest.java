package io.ringwake.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class MacTopologyTest {
    private static Topology read(Map<String, Integer> numbers) {
        return new MacTopology(name ->
                numbers.containsKey(name)
                        ? OptionalLong.of(numbers.get(name))
                        : OptionalLong.empty())
                .read();
    }

    @Test
    void levelsOfPerformance_fastestFirst() {
        Topology topology =
                read(
                        Map.of(
                                "hw.logicalcpu", 6,
                                "hw.nperflevels", 2,
                                "hw.perflevel0.logicalcpu", 4,
                                "hw.perflevel0.physicalcpu", 4,
                                "hw.perflevel0.cpusperl2", 2,
                                "hw.perflevel1.logicalcpu", 2,
                                "hw.perflevel1.physicalcpu", 2));
        assertEquals(
                List.of(1024, 1024, 1024, 1024, 512, 512),
                topology.cpus().stream().map(Cpu::capacity).toList());
        assertEquals(List.of(0, 0, 2, 2, 4, 4), topology.cpus().stream().map(Cpu::cache).toList());
    }

    @Test
    void twoThreadsPerCore() {
        Topology topology = read(Map.of("hw.logicalcpu", 4, "hw.physicalcpu", 2));
        assertEquals(List.of(0, 0, 2, 2), topology.cpus().stream().map(Cpu::core).toList());
    }

    @Test
    void nothingKnown_isGuessed() {
        Topology topology = read(Map.of());
        assertEquals(Runtime.getRuntime().availableProcessors(), topology.cpus().size());
        assertEquals(1, topology.notes().size());
    }
}
