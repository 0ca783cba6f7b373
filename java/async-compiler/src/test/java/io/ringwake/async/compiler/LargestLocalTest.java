package io.ringwake.async.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which local of a block the report says costs most. */
@Timeout(60)
final class LargestLocalTest {
    private static BlockReport report(String body) {
        return Sample.reports(
                        VmLayout.COMPRESSED,
                        "static Future<?> run(Future<String> f, int i) {" + body + "}")
                .get(0);
    }

    @Test
    void aLongCostsMoreThanAReference() {
        BlockReport report =
                report("return async(() -> { long l = i; String s = await(f); return s + l; });");

        LargestLocal largest = report.largest().orElseThrow();

        assertEquals(new LargestLocal("l", "long", 8, List.of(), 0), largest);
        assertEquals("largest local: l, long, 8 bytes", BlockReports.largest(report));
    }

    @Test
    void aFieldThatLocalsShareIsSaidToBeShared() {
        BlockReport report =
                report(
                        """
                        return async(() -> {
                            { long first = i; await(f); System.out.print(first); }
                            { String s = ""; long second = i; await(f); return s + second; }
                        });
                        """);

        LargestLocal largest = report.largest().orElseThrow();

        assertEquals(List.of("second"), largest.sharedWith());
        assertTrue(largest.shared());
        assertEquals(
                "largest local: first, long, 8 bytes, in a field shared with second",
                BlockReports.largest(report));
        String json = BlockReports.json(List.of(report));
        assertTrue(json.contains("\"shared\": true, \"sharedWith\": [\"second\"]"), json);
    }

    @Test
    void ofSeveralThatTakeAsMuchItIsTheFirst() {
        BlockReport report =
                report(
                        "return async(() -> { long a = i; double b = i; long c = i;"
                                + " return await(f) + a + b + c; });");

        assertEquals(
                "largest local: a, long, 8 bytes (2 more like it)", BlockReports.largest(report));
    }

    @Test
    void aValueInsideAnExpressionIsNoLocal() {
        BlockReport.Field operand = field("long", 8, VariableNames.OPERAND);
        BlockReport.Field both = field("double", 8, VariableNames.OPERAND, "d");

        assertEquals(Optional.empty(), LargestLocal.among(List.of(operand)));
        assertEquals(
                Optional.of(new LargestLocal("d", "double", 8, List.of(VariableNames.OPERAND), 0)),
                LargestLocal.among(List.of(operand, both)));
    }

    @Test
    void aBlockWithoutKeptLocalsSaysSo() {
        BlockReport report = report("return async(() -> 1);");

        assertTrue(
                BlockReports.text(List.of(report)).endsWith(", no await\n  keeps no locals\n"),
                () -> BlockReports.text(List.of(report)));
        assertTrue(BlockReports.json(List.of(report)).contains("\"largest\": null"));
    }

    @Test
    void anArrayCostsWhatTheReferenceToItDoes() {
        BlockReport report =
                report("return async(() -> { byte[] b = new byte[99]; await(f); return b; });");
        int reference = VmLayout.COMPRESSED.referenceBytes();

        BlockReport.Field array =
                report.fields().stream()
                        .filter(field -> field.variables().contains("b"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(reference, array.bytes());
    }

    private static BlockReport.Field field(String type, int bytes, String... variables) {
        return new BlockReport.Field("x$0", type, List.of(variables), bytes);
    }
}
