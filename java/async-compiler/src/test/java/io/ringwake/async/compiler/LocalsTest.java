package io.ringwake.async.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringwake.future.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Locals that are alive over an await, in every kind of control flow. */
final class LocalsTest {
    @Test
    void everyTypeOfLocalIsKept() throws Exception {
        Sample sample =
                Sample.of(
                        """
                        static Future<String> run(Future<String> f, boolean z, byte b, long wide) {
                            return async(() -> {
                                char c = 'c'; short s = (short) (b + 1); int i = s + 1;
                                long l = wide + i; float x = 1.5f; double d = 2.5; String n = null;
                                int[] a = {7}; String[][] aa = {{"q"}}; boolean t = !z;
                                String r = await(f);
                                return "" + z + b + wide + c + s + i + l + x + d + n + a[0]
                                    + aa[0][0] + t + r;
                            });
                        }
                        """);
        assertSteps(
                "true7100c89109" + "1.52.5null7qfalse!",
                "!",
                1,
                f -> sample.call("run", f.get(0), true, (byte) 7, 100L));
    }

    @Test
    void loopsAndBranchesKeepTheirVariables() throws Exception {
        Sample sample =
                Sample.of(
                        """
                        static Future<String> run(List<Future<String>> all) {
                            return async(() -> {
                                StringBuilder out = new StringBuilder();
                                long sum = 0;
                                for (int i = 0; i < all.size(); i++) {
                                    if (i % 2 == 0) {
                                        String s = await(all.get(i));
                                        out.append(s);
                                    } else {
                                        double d = i * 2.0;
                                        sum += await(all.get(i)).length() + (long) d;
                                    }
                                }
                                int n = 0;
                                do { n++; if (n == 2) continue; } while (n < 4);
                                for (Future<String> f : all) { if (n-- == 0) break; }
                                return out.toString() + sum + n;
                            });
                        }
                        """);
        assertSteps("xxx10-1", "x", 5, f -> sample.call("run", f));
    }

    @Test
    void aVariableMayBeNullBeforeAnAwaitAndSomethingBehindIt() throws Exception {
        Sample sample =
                Sample.of(
                        """
                        static Future<String> run(Future<String> f) {
                            return async(() -> {
                                String s = null; Object o = null; int[] a = null;
                                String first = await(f);
                                if (s == null) { s = first; } else { o = s; }
                                if (first.isEmpty()) { a = new int[1]; }
                                String second = await(f);
                                return s + o + (a == null) + second;
                            });
                        }
                        """);
        assertSteps("ynulltruey", "y", 1, f -> sample.call("run", f.get(0)));
    }

    @Test
    void conditionsAndSwitchesMayAwait() throws Exception {
        Sample sample =
                Sample.of(
                        """
                        static Future<String> run(Future<String> f) {
                            return async(() -> {
                                int n = 3; String out = "";
                                while (await(f).length() < 5 && n-- > 0 || n == 17) { out += n; }
                                switch (await(f)) {
                                    case "z": out += "one"; // falls through
                                    case "other": out += await(f); break;
                                    default: out += "none";
                                }
                                out += switch (out.length()) {
                                    case 7 -> await(f) + 7;
                                    case 8 -> { String s = await(f); yield s + 8; }
                                    default -> "?";
                                };
                                return n > 0 ? await(f) : out + (await(f) != null ? await(f) : "");
                            });
                        }
                        """);
        assertSteps("210onezz7z", "z", 1, f -> sample.call("run", f.get(0)));
    }

    @Test
    void slotsThatAreReusedByOtherTypesDoNotMix() throws Exception {
        Sample sample =
                Sample.of(
                        """
                        static Future<String> run(Future<String> f) {
                            return async(() -> {
                                String out = "";
                                { int gap; long a = 5; String s = await(f); out += a + s; }
                                { double d = 2; int i = 3; out += await(f) + d + i; }
                                { String t = "t"; Object o = f; out += await(f) + t + (o == f); }
                                { float x; int j = 1; x = j; out += await(f) + x + j; }
                                return out;
                            });
                        }
                        """);
        assertSteps("5zz2.03zttruez1.01", "z", 1, f -> sample.call("run", f.get(0)));
    }

    private interface Start {
        Future<?> with(List<Later<String>> futures);
    }

    /** The block ends with the value: all ready, and each pending first. */
    private static void assertSteps(String expected, String value, int count, Start start)
            throws Exception {
        List<Later<String>> ready = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ready.add(Later.ready(value));
        }
        assertEquals(expected, Sample.value(start.with(ready)));
        assertEquals(expected, Sample.valueWithPauses(start.with(paused(value, count))));
    }

    private static List<Later<String>> paused(String value, int count) {
        List<Later<String>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            futures.add(Later.pausing(value));
        }
        return futures;
    }
}
