package io.ringwake.async.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.future.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Exceptions that arrive at an await, and what guards it. */
final class ExceptionsTest {
    private static final String TRY =
            """
            static Future<String> run(Future<String> f, Future<String> g, List<String> log) {
                return async(() -> {
                    String out = "none"; long l = 3;
                    try {
                        log.add("try");
                        out = await(f);
                        log.add("got");
                    } catch (IllegalStateException | java.io.IOException e) {
                        log.add("caught " + e.getMessage() + l);
                        out = await(g);
                    } finally {
                        log.add("finally " + await(g));
                    }
                    return out + l;
                });
            }
            """;

    @Test
    void aFailureThatIsThereAtOnceIsCaughtAtTheAwait() throws Exception {
        assertTry(Later.failed(new IOException("x")), "g3", "try", "caught x3", "finally g");
    }

    @Test
    void aFailureThatComesLaterIsCaughtAtTheAwait() throws Exception {
        Later<String> later = new Later<>();
        List<String> log = new ArrayList<>();
        Future<?> block = Sample.of(TRY).call("run", later, Later.pausing("g"), log);

        Sample.pending(block);
        later.fail(new IllegalStateException("late"));

        assertEquals("g3", Sample.valueWithPauses(block));
        assertEquals(List.of("try", "caught late3", "finally g"), log);
    }

    @Test
    void finallyRunsBehindAValueAndBehindAnUnexpectedFailure() throws Exception {
        assertTry(Later.ready("v"), "v3", "try", "got", "finally g");
        List<String> log = new ArrayList<>();
        RuntimeException failure = new UnsupportedOperationException("not caught");
        Future<?> block = Sample.of(TRY).call("run", Later.failed(failure), Later.ready("g"), log);

        assertSame(failure, assertThrows(RuntimeException.class, () -> Sample.poll(block)));
        assertEquals(List.of("try", "finally g"), log);
    }

    @Test
    void resourcesAreClosedInTheirOrder() throws Exception {
        Sample sample =
                Sample.of(
                        """
                        record Res(String name, List<String> log) implements AutoCloseable {
                            public void close() { log.add("close " + name); }
                        }
                        static Future<String> run(Future<String> f, List<String> log) {
                            return async(() -> {
                                try (Res a = new Res("a" + await(f), log);
                                        Res b = new Res(await(f), log)) {
                                    log.add(a.name() + await(f) + b.name());
                                    return await(f);
                                } catch (IllegalStateException e) {
                                    return "failed";
                                }
                            });
                        }
                        """);
        List<String> log = new ArrayList<>();
        assertEquals("z", Sample.valueWithPauses(sample.call("run", Later.pausing("z"), log)));
        assertEquals(List.of("azzz", "close z", "close az"), log);
    }

    @Test
    void handlersMayBeNestedAndAwaitThemselves() throws Exception {
        Sample sample =
                Sample.of(
                        """
                        static Future<String> run(Future<String> f, Future<String> bad) {
                            return async(() -> {
                                String out = "";
                                for (int i = 0; i < 3; i++) {
                                    try {
                                        try {
                                            out += i + await(i == 1 ? f : bad);
                                            if (i == 1) { continue; }
                                        } catch (IllegalStateException e) {
                                            out += "c" + await(f);
                                            if (i == 2) { throw new Exception("out", e); }
                                        } finally {
                                            out += "f" + await(f);
                                        }
                                    } catch (RuntimeException e) {
                                        out += "never";
                                    } catch (Exception e) {
                                        return out + e.getMessage() + await(f)
                                            + e.getCause().getMessage();
                                    }
                                }
                                return out;
                            });
                        }
                        """);
        Exception failure = new IllegalStateException("bad");
        assertEquals(
                "czfz1zfzczfzoutzbad",
                Sample.valueWithPauses(
                        sample.call("run", Later.pausing("z"), Later.failed(failure))));
    }

    @Test
    void theLinesOfBlockAndAwaitAreInTheStackTrace() throws Exception {
        Sample sample =
                Sample.of(
                        """
                        static Future<String> inner(Future<String> f) {
                            return async(() -> {
                                int unrelated = 1;
                                return await(f) + unrelated;
                            });
                        }
                        static Future<String> run(Future<String> f) {
                            return async(() -> "" +
                                await(inner(f)));
                        }
                        """);
        Later<String> later = new Later<>();
        Future<?> block = sample.call("run", later);
        Sample.pending(block);
        later.throwAtPoll();

        Throwable thrown = assertThrows(IllegalStateException.class, () -> Sample.poll(block));

        List<String> trace =
                Arrays.stream(thrown.getStackTrace())
                        .filter(e -> e.getMethodName().startsWith("lambda$"))
                        .filter(e -> e.getClassName().startsWith("sample"))
                        .map(e ->
                                e.getMethodName().replaceAll("\\$\\d", "")
                                        + ":"
                                        + e.getLineNumber())
                        .toList();
        assertEquals(List.of("lambda$inner:5", "lambda$run:10"), trace);
    }

    @Test
    void cancellingRunsTheFinallyBlocks() throws Exception {
        List<String> log = new ArrayList<>();
        Later<String> later = new Later<>();
        Future<?> block = Sample.of(TRY).call("run", later, Later.ready("g"), log);
        Sample.pending(block);

        block.cancel();

        assertTrue(later.isCancelled());
        // A CancellationException is an IllegalStateException: this block catches it.
        assertTrue(log.get(1).startsWith("caught "), log::toString);
        assertEquals("finally g", log.get(2));
        assertTrue(IllegalStateException.class.isAssignableFrom(CancellationException.class));
    }

    private static void assertTry(Later<String> first, String expected, String... log)
            throws Exception {
        List<String> logged = new ArrayList<>();
        Future<?> block = Sample.of(TRY).call("run", first, Later.ready("g"), logged);
        assertEquals(expected, Sample.value(block));
        assertEquals(List.of(log), logged);
    }
}
