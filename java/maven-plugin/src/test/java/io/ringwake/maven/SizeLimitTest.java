package io.ringwake.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringwake.async.compiler.BlockReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of a block that is larger than it may be. */
@Timeout(60)
class SizeLimitTest {
    private static final BlockReport SMALL = block("small", 24, List.of());
    private static final BlockReport LARGE = block("large", 48, List.of(total()));
    private static final BlockReport LARGER = block("larger", 56, List.of(total()));

    private static BlockReport.Field total() {
        return new BlockReport.Field("total$0", "long", List.of("total", "start"), 8);
    }

    private static BlockReport block(String method, int bytes, List<BlockReport.Field> fields) {
        return new BlockReport("a.B", "a.B$m", method, "B.java", 7, List.of(8), fields, bytes);
    }

    @Test
    void theLargestBlockComesFirst() {
        assertEquals(
                List.of(LARGER, LARGE),
                new SizeLimit(40).exceededBy(List.of(LARGE, SMALL, LARGER)));
    }

    @Test
    void aBlockOfTheLimitIsNotTooLarge() {
        assertEquals(List.of(), new SizeLimit(48).exceededBy(List.of(SMALL, LARGE)));
        assertEquals(List.of(), new SizeLimit(0).exceededBy(List.of(SMALL, LARGE)));
    }

    @Test
    void theComplaintNamesTheLocalThatCostsMost() {
        assertEquals(
                "B.java:[7,1] the async block in a.B.large takes 48 bytes, more than"
                        + " maxBlockBytes=40; largest local: total, long, 8 bytes, in a field"
                        + " shared with start",
                new SizeLimit(40).complaint(LARGE));
        assertEquals(
                "B.java:[7,1] the async block in a.B.small takes 24 bytes, more than"
                        + " maxBlockBytes=16; keeps no locals",
                new SizeLimit(16).complaint(SMALL));
    }

    @Test
    void theFailureNamesTheLocalOfTheLargestBlock() {
        SizeLimit limit = new SizeLimit(40);
        assertEquals(
                "2 async block(s) take more than 40 bytes, the largest: " + limit.complaint(LARGER),
                limit.failure(List.of(LARGER, LARGE)));
    }
}
