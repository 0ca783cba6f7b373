package io.ringwake.async.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.future.Future;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Values on the operand stack, and objects that are not constructed yet, over an await. */
final class OperandsTest {
    @Test
    void argumentsEvaluatedBeforeAnAwaitAreKept() throws Exception {
        assertBlock(
                "1,2,z,3.0,4.5,z,null",
                """
                static String join(int a, long b, Object c, float d, double e, String f, Object n) {
                    return a + "," + b + "," + c + "," + d + "," + e + "," + f + "," + n;
                }
                static Future<String> run(Future<String> f) {
                    return async(() -> join(1, 2L, await(f), 3f, 4.5, await(f), null));
                }
                """);
    }

    @Test
    void conditionalOperandsAreKept() throws Exception {
        assertBlock(
                "7-z2nullz",
                """
                static String cat(Object... all) {
                    StringBuilder s = new StringBuilder();
                    for (Object o : all) { s.append(o); }
                    return s.toString();
                }
                static Future<String> run(Future<String> f) {
                    return async(() -> cat(7L, f != null ? "-" : await(f), await(f),
                        await(f).length() + 1, null, await(f)));
                }
                """);
    }

    @Test
    void arrayElementsAndCompoundAssignmentsAreKept() throws Exception {
        assertBlock(
                "[1, 3] xz 6 5 1.5",
                """
                int field = 5; double[] d = {0.5};
                static Future<String> run(Future<String> f) {
                    return async(() -> {
                        int[] a = {1, 2}; String s = "x"; Sample o = new Sample();
                        a[1] += await(f).length();
                        s += await(f);
                        int old = o.field++ + 0 * await(f).length();
                        o.d[0] += await(f).length();
                        return Arrays.toString(a) + " " + s + " " + o.field
                            + " " + old + " " + o.d[0];
                    });
                }
                """);
    }

    @Test
    void constructorArgumentsMayAwait() throws Exception {
        assertBlock(
                "z1|z2",
                """
                record Pair(String a, long b) { public String toString() { return a + b; } }
                static Future<String> run(Future<String> f) {
                    return async(() -> {
                        Pair p = new Pair(await(f), 1);
                        new Pair("unused", await(f).length());
                        return p + "|" + new Pair(await(f), await(f).length() + 1L);
                    });
                }
                """);
    }

    @Test
    void constructorsMayBeNestedAndBranch() throws Exception {
        assertBlock(
                "[z, b] zz!",
                """
                static class Node {
                    final Object a; final Node next;
                    Node(Object a, Node next) { this.a = a; this.next = next; }
                    public String toString() { return a + (next == null ? "" : "" + next); }
                }
                static Future<String> run(Future<String> f) {
                    return async(() -> {
                        Object[] all = new Object[2];
                        Node n = new Node(await(f), new Node(f == null ? "a" : await(f),
                            new Node(await(f).isEmpty() ? await(f) : "!", null)));
                        all[0] = all[1] = new String(await(f));
                        all[1] = new StringBuilder(await(f).length() > 0 ? "b" : "c");
                        return Arrays.toString(all) + " " + n;
                    });
                }
                """);
    }

    @Test
    void operandsMayBePutAsideByASwitchExpressionWithATry() throws Exception {
        assertBlock(
                "z5L1z!",
                """
                record Pair(String a, Object b) { public String toString() { return a + b; } }
                static Future<String> run(Future<String> f) {
                    return async(() -> new Pair(await(f) + 5, "L" + 1L + switch (await(f)) {
                        case "z" -> {
                            try { yield await(f); } catch (Exception e) { yield "never"; }
                            finally { await(f); }
                        }
                        default -> "?";
                    }) + "!");
                }
                """);
    }

    @Test
    void anObjectMayWaitOnTheStackBeforeAndAfterItsConstructor() throws Exception {
        assertBlock(
                "bzz!",
                """
                static Future<String> run(Future<String> f) {
                    return async(() -> {
                        String all = "";
                        for (int i = 0; i < 2; i++) {
                            all = new StringBuilder("b" + await(f)).append(await(f)) + "!";
                        }
                        return all;
                    });
                }
                """);
    }

    @Test
    void anAwaitThatIsReadyAllocatesAndKeepsNothing() throws Exception {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Future<?> block =
                Sample.of(
                                """
                                static Future<String> run(Future<String> f, int count) {
                                    return async(() -> {
                                        String last = "";
                                        for (int i = 0; i < count; i++) { last = await(f); }
                                        return last;
                                    });
                                }
                                """)
                        .call("run", Later.ready("z"), 100_000);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

        assertEquals("z", Sample.value(block));

        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertTrue(bytes < 100_000, bytes + " bytes in 100,000 awaits");
    }

    @Test
    void aClassIsInitialisedBeforeTheArgumentsOfItsConstructor() throws Exception {
        assertBlock(
                "init args new ",
                """
                static StringBuilder log = new StringBuilder();
                static class Loud { static { log.append("init "); }
                    Loud(int n) { log.append("new "); } }
                static int args(String s) { log.append("args "); return 1; }
                static Future<String> run(Future<String> f) {
                    return async(() -> { log.setLength(0); new Loud(args(await(f)));
                        return log + ""; });
                }
                """);
    }

    @Test
    void stringsMayBeConcatenatedOfAwaits() throws Exception {
        assertBlock(
                "az1zz2.0c",
                """
                static Future<String> run(Future<String> f) {
                    return async(() -> "a" + await(f) + 1L + await(f) + (await(f) + 2.0) + 'c');
                }
                """);
    }

    private static void assertBlock(String expected, String members) throws Exception {
        Sample sample = Sample.of(members);
        assertEquals(expected, Sample.valueWithPauses(sample.call("run", Later.pausing("z"))));
        // Classes are initialised once: a sample of its own.
        assertEquals(expected, Sample.value(Sample.of(members).call("run", Later.ready("z"))));
    }
}
