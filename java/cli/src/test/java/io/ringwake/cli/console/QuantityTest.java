package io.ringwake.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "1610612736, 1.5 GiB"})
    void bytes_haveTheUnitThatFits(double bytes, String text) {
        assertEquals(text, Quantity.bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "999, 999 ns",
        "1000, 1.00 us",
        "12345, 12.3 us",
        "4560000, 4.56 ms",
        "1200000000, 1.20 s"
    })
    void nanos_haveThreeDigits(long nanos, String text) {
        assertEquals(text, Quantity.nanos(nanos));
    }
}
