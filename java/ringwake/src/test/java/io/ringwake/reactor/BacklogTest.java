package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BacklogTest {
    @Test
    void anyOperationCanLeaveAndTheOthersKeepTheirOrder() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Backlog backlog = new Backlog();
        List<Operation> model = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            if (random.nextBoolean()) {
                Operation operation = RecordingOperation.nop();
                backlog.add(operation);
                model.add(operation);
            } else if (!model.isEmpty()) {
                Operation leaving = model.remove(random.nextInt(model.size()));
                backlog.remove(leaving);
                backlog.remove(leaving); // no effect the second time
            }
            assertEquals(model, contents(backlog), "seed=" + seed);
        }
        new ArrayList<>(model).forEach(backlog::remove);
        assertTrue(backlog.isEmpty());
    }

    private static List<Operation> contents(Backlog backlog) {
        List<Operation> contents = new ArrayList<>();
        for (Operation o = backlog.first(); o != null; o = o.nextQueued) {
            contents.add(o);
        }
        return contents;
    }
}
