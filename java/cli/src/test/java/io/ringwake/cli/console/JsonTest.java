package io.ringwake.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void write_keepsOrderAndNests() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("b", 1L);
        object.put("a", List.of("x", true, 1.5));
        object.put("c", Map.of());
        object.put("d", Map.of("e", 2));
        assertEquals(
                """
                {
                  "b": 1,
                  "a": ["x", true, 1.5],
                  "c": {},
                  "d": {
                    "e": 2
                  }
                }\
                """,
                Json.write(object));
    }

    @Test
    void write_escapes() {
        assertEquals(
                "{\n  \"k\": \"a\\\"b\\\\c\\n\\t\\r\\u0001\"\n}",
                Json.write(Map.of("k", "a\"b\\c\n\t\r\u0001")));
    }

    @Test
    void write_refusesWhatJsonCannotHold() {
        assertThrows(IllegalArgumentException.class, () -> Json.write(Map.of("k", Double.NaN)));
    }
}
