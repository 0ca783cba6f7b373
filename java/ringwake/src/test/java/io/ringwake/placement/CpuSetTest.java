package io.ringwake.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CpuSetTest {
    @Test
    void readsAndWritesWhatTheKernelDoes() {
        assertEquals(Optional.of(CpuSet.of(0, 1, 2, 3, 8)), CpuSet.parse("0-3,8"));
        assertEquals("0-3,8,10-11", CpuSet.of(11, 10, 8, 0, 1, 2, 3).toString());
        assertEquals(Optional.of(CpuSet.of()), CpuSet.parse(""));
        assertEquals("", CpuSet.of().toString());
    }

    @Test
    void malformedListsAreNone() {
        for (String text : List.of("x", "1-", "3-1", "-1", "0,,1", "999999", "0-99999999", "0 1")) {
            assertEquals(Optional.empty(), CpuSet.parse(text), text);
        }
    }

    @Test
    void aNumberThatNoCpuHasIsRefused() {
        assertEquals(
                "cpu=8192: must be 0 to 8191",
                assertThrows(IllegalArgumentException.class, () -> CpuSet.of(8192)).getMessage());
    }

    @Test
    void masksHaveABitPerCpu() {
        assertEquals(1L << 63 | 1, CpuSet.of(0, 63, 64).words()[0]);
        assertEquals(1L, CpuSet.of(0, 63, 64).words()[1]);
    }
}
