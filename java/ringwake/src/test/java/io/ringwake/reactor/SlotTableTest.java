package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SlotTableTest {
    @Test
    void releasedTokenIsDeadAlthoughItsSlotIsUsedAgain() {
        SlotTable table = new SlotTable(1);
        Operation first = RecordingOperation.nop();
        Operation second = RecordingOperation.nop();
        long early = table.acquire(first);
        table.release(early);
        long late = table.acquire(second);
        assertEquals(Token.slot(early), Token.slot(late));
        assertNull(table.find(early));
        assertSame(second, table.find(late));
    }

    @Test
    void generationWrapsWithoutTouchingTheReservedTokens() {
        SlotTable table = new SlotTable(1);
        table.setGeneration(0, Token.GENERATION_MASK);
        long last = table.acquire(RecordingOperation.nop());
        assertEquals(Token.GENERATION_MASK, Token.generation(last));
        table.release(last);
        long next = table.acquire(RecordingOperation.nop());
        assertEquals(0, Token.generation(next));
        assertNull(table.find(last));
    }

    @Test
    void growsByDoublingAndKeepsWhatIsInIt() {
        SlotTable table = new SlotTable(2);
        Map<Long, Operation> kept = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            Operation operation = RecordingOperation.nop();
            kept.put(table.acquire(operation), operation);
        }
        assertEquals(128, table.capacity());
        assertEquals(100, table.used());
        kept.forEach((token, operation) -> assertSame(operation, table.find(token)));
    }

    @Test
    void tokensThatNeverWereAreUnknown() {
        SlotTable table = new SlotTable(2);
        assertNull(table.find(Token.of(0, 0)));
        assertNull(table.find(Token.of(0, 1 << 20)));
        assertNull(table.find(Token.WAKE));
    }

    @Test
    void randomUseAgreesWithAMap() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SlotTable table = new SlotTable(1);
        Map<Long, Operation> model = new HashMap<>();
        ArrayDeque<Long> live = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            if (live.isEmpty() || (random.nextInt(5) < 3 && live.size() < 50)) {
                Operation operation = RecordingOperation.nop();
                long token = table.acquire(operation);
                assertNull(model.put(token, operation), "token given twice, seed=" + seed);
                live.add(token);
            } else {
                long token = live.remove();
                assertSame(model.get(token), table.find(token), "seed=" + seed);
                table.release(token);
                assertNull(table.find(token), "seed=" + seed);
            }
            assertEquals(live.size(), table.used(), "seed=" + seed);
        }
        assertNotEquals(0, table.capacity());
    }
}
