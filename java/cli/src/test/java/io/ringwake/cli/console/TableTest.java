package io.ringwake.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void lines_alignTextLeftAndNumbersRight() {
        Table table = new Table(1, "path", "rate").row("direct", "10").row("p", "12,345");
        assertEquals(
                List.of("path      rate", "------  ------", "direct      10", "p       12,345"),
                table.lines());
    }

    @Test
    void row_hasOneCellPerHeading() {
        assertThrows(IllegalArgumentException.class, () -> new Table(1, "a").row("1", "2"));
    }
}
