package io.ringwake.async.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.future.Future;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SingleAwaitTest {
    private static final String ONE =
            """
            static Future<Integer> run(Future<Integer> f) {
                return async(() -> await(f) + 1);
            }
            """;

    @Test
    void aReadyFutureIsPassedWithoutSuspending() throws Exception {
        assertEquals(42, Sample.value(Sample.of(ONE).call("run", Later.ready(41))));
    }

    @Test
    void nothingRunsBeforeTheFirstPoll() {
        Later<Integer> later = Later.ready(1);

        Sample.of(ONE).call("run", later);

        assertEquals(0, later.polls());
    }

    @Test
    void aBlockWaitsForItsFutureAndGoesOn() throws Exception {
        Later<Integer> later = new Later<>();
        Future<?> block = Sample.of(ONE).call("run", later);

        Sample.pending(block);
        Sample.pending(block);
        later.complete(1);

        assertEquals(2, Sample.value(block));
        assertEquals(3, later.polls());
    }

    @Test
    void whatTheFutureThrowsComesOutAsItself() throws Exception {
        Later<Integer> later = new Later<>();
        IOException failure = new IOException("broken");
        Future<?> block = Sample.of(ONE).call("run", later);
        Sample.pending(block);
        later.fail(failure);

        assertSame(failure, assertThrows(IOException.class, () -> Sample.poll(block)));
    }

    @Test
    void aFinishedBlockIsNotPolledAgain() throws Exception {
        Future<?> block = Sample.of(ONE).call("run", Later.ready(1));
        Sample.value(block);

        assertThrows(IllegalStateException.class, () -> Sample.poll(block));
    }

    @Test
    void aBlockWithoutAwaitsIsAMachineAsWell() throws Exception {
        Future<?> block =
                Sample.of("static Future<String> run(String s) { return async(() -> s + s); }")
                        .call("run", "ab");

        assertTrue(block.getClass().getName().endsWith("$async$run$0"), block.getClass()::getName);
        assertEquals("abab", Sample.value(block));
    }

    @Test
    void aBlockWithoutAValueEndsWithNull() throws Exception {
        String block =
                "static Future<Void> run(Future<?> f) {"
                        + "return async(() -> { await(f); return null; }); }";

        assertNull(Sample.value(Sample.of(block).call("run", Later.ready("x"))));
    }

    @Test
    void aSuspendedBlockNamesItsLine() throws Exception {
        Future<?> block = Sample.of(ONE).call("run", new Later<Integer>());
        Sample.pending(block);

        assertEquals("run(Sample.java:3)", block.toString());
    }
}
