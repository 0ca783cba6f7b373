package io.ringwake.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogTest {
    private final StringWriter news = new StringWriter();
    private final StringWriter text = new StringWriter();
    private long nanos;
    private final Log log =
            new Log(new PrintWriter(news), new PrintWriter(text), "test", () -> nanos);

    private List<String> lines() {
        return text.toString()
                .lines()
                .map(line -> line.substring("HH:mm:ss.SSS ".length()))
                .toList();
    }

    @Test
    void news_startWithTimeAndName() {
        log.news("hello");
        assertTrue(
                news.toString().matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} test: hello\\R"),
                news.toString());
        assertEquals(List.of(), lines());
    }

    @Test
    void trouble_isToldOnceASecondPerKindAndCounted() {
        log.trouble("connect", "refused 1");
        log.trouble("connect", "refused 2");
        log.trouble("connect", "refused 3");
        log.trouble("limit", "full");
        nanos += TimeUnit.SECONDS.toNanos(1);
        log.trouble("connect", "refused 4");
        assertEquals(
                List.of(
                        "test: refused 1",
                        "test: full",
                        "test: refused 4 (and 2 more of this kind)"),
                lines());
    }

    @Test
    void flushHeld_tellsTheRest() {
        log.trouble("connect", "refused 1");
        log.trouble("connect", "refused 2");
        log.trouble("connect", "refused 3");
        log.flushHeld();
        log.flushHeld();
        assertEquals(
                List.of("test: refused 1", "test: refused 3 (and 1 more of this kind)"), lines());
    }
}
