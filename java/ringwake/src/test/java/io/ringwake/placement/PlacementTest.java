package io.ringwake.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlacementTest {
    @Test
    void textIsReadAsItIsWritten() {
        for (Placement each :
                List.of(
                        Placement.none(),
                        Placement.compact(),
                        Placement.spread().required(),
                        Placement.perNode(),
                        Placement.cpus(3, 1),
                        Placement.cpus(0).required())) {
            assertEquals(Optional.of(each), Placement.parse(each.toString()));
        }
        assertEquals(Optional.of(Placement.cpus(4, 5, 6, 0)), Placement.parse("CPUS:4-6,0"));
    }

    @Test
    void otherTextIsNone() {
        for (String text :
                List.of("", "numa", "cpus", "cpus:", "cpus:x", "required:", "required")) {
            assertTrue(Placement.parse(text).isEmpty(), text);
        }
    }

    @Test
    void listsNameEachCpuOnce() {
        assertThrows(IllegalArgumentException.class, Placement::cpus);
        assertEquals(
                "cpus=[1, 1]: must name at least one CPU, and each once",
                assertThrows(IllegalArgumentException.class, () -> Placement.cpus(1, 1))
                        .getMessage());
    }
}
