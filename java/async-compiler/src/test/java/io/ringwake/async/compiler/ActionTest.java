package io.ringwake.async.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringwake.async.StateMachine;
import io.ringwake.async.ThreadBody;
import io.ringwake.future.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Blocks without a value: which of the two forms of async javac takes, and how they end. */
@Timeout(60)
final class ActionTest {
    private static final String BLOCKS =
            """
            static void plain(List<String> log) { log.add("plain"); }
            static String valued() { return "value"; }
            static Future<Void> ends(Future<String> f, List<String> log) {
                return async(() -> { log.add(await(f)); });
            }
            static Future<Void> returns(Future<String> f, List<String> log) {
                return async(() -> {
                    if (await(f).isEmpty()) {
                        return;
                    }
                    try {
                        log.add(await(f));
                    } finally {
                        log.add(await(f) + "!");
                    }
                });
            }
            static Future<Void> expression(List<String> log) { return async(() -> plain(log)); }
            static Future<Void> never(Future<Void> f) {
                return async(() -> { while (true) { await(f); } });
            }
            static Future<String> throwsOnly(String text) {
                return async(() -> { throw new NoSuchElementException(text); });
            }
            static Future<Void> voidReference(List<String> log) { return async(log::clear); }
            static Future<String> reference() { return async(Sample::valued); }
            static Future<Void> chosen(List<String> log) {
                io.ringwake.AsyncAction unknown = () -> log.add("elsewhere");
                return async(unknown);
            }
            static Future<Void> dropped(List<String> log) {
                return async((io.ringwake.AsyncAction) () -> log.add("dropped"));
            }
            static Future<Void> droppedReference() {
                return async((io.ringwake.AsyncAction) Sample::valued);
            }
            """;

    private final List<String> log = new ArrayList<>();
    private final Sample sample = Sample.of(BLOCKS);

    @Test
    void aBlockThatEndsGivesNull() throws Exception {
        Later<String> later = new Later<>();
        Future<?> block = sample.call("ends", later, log);
        assertInstanceOf(StateMachine.class, block);
        Sample.pending(block);
        later.complete("x");
        assertNull(Sample.value(block));
        assertEquals(List.of("x"), log);
    }

    @Test
    void soDoesOneThatReturnsEarlyOrThroughFinally() throws Exception {
        assertNull(Sample.value(sample.call("returns", Later.ready(""), log)));
        assertEquals(List.of(), log);
        assertNull(Sample.value(sample.call("returns", Later.ready("a"), log)));
        assertEquals(List.of("a", "a!"), log);
    }

    @Test
    void anExpressionWithoutAValueAndAReferenceToSuchAMethodDo() throws Exception {
        assertNull(Sample.value(compiled(sample.call("expression", log))));
        assertEquals(List.of("plain"), log);
        assertNull(Sample.value(compiled(sample.call("voidReference", log))));
        assertEquals(List.of(), log);
    }

    @Test
    void whatFitsBothIsABodyWithAValue() throws Exception {
        Later<Void> later = new Later<>();
        Future<?> never = compiled(sample.call("never", later));
        Sample.pending(never);
        never.cancel();
        Future<?> failing = compiled(sample.call("throwsOnly", "nothing"));
        assertThrows(NoSuchElementException.class, () -> Sample.poll(failing));
        assertEquals("value", Sample.value(compiled(sample.call("reference"))));
    }

    @Test
    void aValueThatIsNotWantedIsDropped() throws Exception {
        assertNull(Sample.value(compiled(sample.call("dropped", log))));
        assertEquals(List.of("dropped"), log);
        assertNull(Sample.value(compiled(sample.call("droppedReference"))));
    }

    @Test
    void anActionThatComesFromElsewhereRunsOnAThread() throws Exception {
        assertInstanceOf(ThreadBody.class, sample.call("chosen", log));
    }

    private static Future<?> compiled(Future<?> block) {
        assertInstanceOf(StateMachine.class, block);
        return block;
    }
}
