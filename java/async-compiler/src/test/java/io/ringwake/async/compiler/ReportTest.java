package io.ringwake.async.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ringwake.future.Future;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which fields a machine has, how large it is, and what the report says of it. */
@SuppressWarnings("StringConcatToTextBlock") // lines are counted
final class ReportTest {
    private static final String BLOCKS =
            """
            static Future<String> run(Future<String> f, byte[] key, boolean flag) {
                return async(() -> {
                    long start = 1; String first = await(f); int n = first.length();
                    String second = await(f);
                    double total = n + start; String third = second + await(f);
                    return third + total + (flag ? key.length : 0);
                });
            }
            static Future<String> wide(Future<String> f, long a, byte b, short c, double d,
                    char e) {
                return async(() -> await(f) + a + b + c + d + e + f);
            }
            static Future<String> bare(Future<String> f) { return async(() -> await(f)); }
            static Future<String> none() { return async(() -> ""); }
            static Future<String> byteAndLong(byte b, long l) { return async(() -> "" + b + l); }
            """;

    @Test
    void theBytesAreThoseOfTheRunningVm() throws Exception {
        Sample sample = Sample.of(BLOCKS);

        for (BlockReport report : sample.reports()) {
            Class<?> machine = sample.loadClass(report.machine());
            assertEquals(measured(machine), report.bytes(), report.toString());
        }
        assertEquals(5, sample.reports().size());
    }

    @Test
    void variablesThatAreNotAliveTogetherShareAField() {
        BlockReport report = Sample.of(BLOCKS).reports().get(0);

        assertEquals("run", report.method());
        assertEquals(4, report.line());
        assertEquals(List.of(4, 5, 6), report.awaitLines());
        assertEquals(
                List.of(
                        "io.ringwake.future.Future f",
                        "boolean flag",
                        "byte[] key",
                        "long start",
                        "int n",
                        "double total",
                        "java.lang.String (operand)"),
                report.fields().stream()
                        .map(f -> f.type() + " " + String.join(", ", f.variables()))
                        .toList());
    }

    @Test
    void whatIsNotReadAgainIsForgotten() throws Exception {
        Sample sample =
                Sample.of(
                        """
                        static Future<String> run(Future<String> f, Object big, Future<String> g) {
                            return async(() -> {
                                Object[] mine = {big};
                                String s = await(f) + mine[0];
                                return await(g) + s;
                            });
                        }
                        """);
        Later<String> first = new Later<>();
        Future<?> block = sample.call("run", first, "big", new Later<>());
        assertEquals("big", get(block, "big"));

        Sample.pending(block);
        assertNull(get(block, "big"));
        assertNotNull(get(block, "mine"));
        assertNotNull(get(block, "g"));
        first.complete("x");
        Sample.pending(block);

        assertNull(get(block, "mine"));
        assertNull(get(block, "g")); // it is the child now
    }

    @Test
    void textAndJsonSayTheSame() {
        List<BlockReport> reports =
                Sample.reports(
                        VmLayout.COMPRESSED,
                        "static Future<Long> run(Future<Long> f) {\n return async(() -> {\n"
                                + " long l = await(f);\n long m = await(f);\n"
                                + " return l + m; }); }");
        BlockReport report = reports.get(0);
        int bytes = report.bytes();

        assertEquals(
                "sample.Sample.run(Sample.java:4): "
                        + bytes
                        + " bytes, awaits in lines 4, 5\n"
                        + "  largest local: l, long, 8 bytes\n"
                        + "    8  long                       l\n"
                        + "    4  io.ringwake.future.Future  f\n",
                BlockReports.text(reports));
        assertEquals(
                "[\n  {\"class\": \"sample.Sample\", \"machine\":"
                        + " \"sample.Sample$async$run$0\", \"method\": \"run\", \"file\":"
                        + " \"Sample.java\", \"line\": 4, \"bytes\": "
                        + bytes
                        + ", \"awaits\": [4, 5], \"largest\": {\"name\": \"l\", \"type\":"
                        + " \"long\", \"bytes\": 8, \"shared\": false, \"sharedWith\": [],"
                        + " \"others\": 0}, \"fields\": [{\"name\": \"f$0\", \"type\":"
                        + " \"io.ringwake.future.Future\", \"bytes\": 4, \"variables\": [\"f\"]},"
                        + " {\"name\": \"l$1\", \"type\": \"long\", \"bytes\": 8,"
                        + " \"variables\": [\"l\"]}]}\n]\n",
                BlockReports.json(reports));
    }

    @Test
    void aCompiledClassIsNotCompiledAgain() {
        byte[] once = Sample.of(BLOCKS).classes().get("sample/Sample");

        CompiledClass again = AsyncCompiler.compile(once, name -> null);

        assertSame(once, again.host());
        assertEquals(List.of(), again.errors());
    }

    private static Object get(Object machine, String variable) throws Exception {
        for (Field field : machine.getClass().getDeclaredFields()) {
            if (field.getName().startsWith(variable + "$")) {
                field.setAccessible(true);
                return field.get(machine);
            }
        }
        throw new AssertionError("no field of " + variable);
    }

    /** The end of the last field, as the VM says, up to the alignment of objects. */
    private static int measured(Class<?> machine) throws Exception {
        Class<?> unsafeType = Class.forName("sun.misc.Unsafe");
        Field holder = unsafeType.getDeclaredField("theUnsafe");
        holder.setAccessible(true);
        Object unsafe = holder.get(null);
        VmLayout layout = VmLayout.current();
        long end = layout.headerBytes();
        for (Class<?> type = machine; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    long offset =
                            (long)
                                    unsafeType
                                            .getMethod("objectFieldOffset", Field.class)
                                            .invoke(unsafe, field);
                    end = Math.max(end, offset + sizeOf(field.getType(), layout));
                }
            }
        }
        int alignment = layout.alignmentBytes();
        return (int) ((end + alignment - 1) / alignment * alignment);
    }

    private static int sizeOf(Class<?> type, VmLayout layout) {
        return new ObjectSize(layout).bytesOf(org.objectweb.asm.Type.getType(type));
    }
}
