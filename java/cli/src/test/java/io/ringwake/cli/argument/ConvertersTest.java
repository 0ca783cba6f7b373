package io.ringwake.cli.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

class ConvertersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "512, 512",
        "16k, 16384",
        "16KiB, 16384",
        "1m, 1048576",
        "2047m, 2146435072"
    })
    void size_isInPowersOf1024(String text, int bytes) {
        assertEquals(bytes, new ByteSizeConverter().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "1.5k", "16g", "16 k", "2048m", "99999999999"})
    void size_refusesTheRest(String text) {
        assertComplains(new ByteSizeConverter(), text);
    }

    @ParameterizedTest
    @CsvSource({"0, PT0S", "500ms, PT0.5S", "5s, PT5S", "2m, PT2M", "1h, PT1H", "0s, PT0S"})
    void duration_hasAUnit(String text, Duration duration) {
        assertEquals(duration, new DurationConverter().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-5s", "1.5s", "5 s", "8761h", "9999999999s", "5d"})
    void duration_refusesTheRest(String text) {
        assertComplains(new DurationConverter(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.0", "1000001", "99999999999", "ten"})
    void count_refusesAllButOneToAMillion(String text) {
        assertEquals(1_000_000, new CountConverter().convert("1000000"));
        assertComplains(new CountConverter(), text);
    }

    private static void assertComplains(ITypeConverter<?> converter, String text) {
        TypeConversionException e =
                assertThrows(TypeConversionException.class, () -> converter.convert(text));
        assertTrue(String.valueOf(e.getMessage()).startsWith("'" + text + "' "), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains("allowed: "), e.getMessage());
    }
}
