package io.ringwake.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextReportTest {
    @Test
    void lines_indentBranchesAndAlignValues() {
        Map<String, Object> branch = new LinkedHashMap<>();
        branch.put("smt_on", true);
        branch.put("nodes", List.of());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("cpu", branch);
        tree.put("os", "Linux");
        assertEquals(
                List.of(
                        "cpu",
                        "  smt_on                    yes",
                        "  nodes                     none",
                        "os                          Linux"),
                TextReport.lines(tree));
    }
}
