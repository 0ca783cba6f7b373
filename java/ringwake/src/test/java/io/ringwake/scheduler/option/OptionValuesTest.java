package io.ringwake.scheduler.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.reactor.Backend;
import io.ringwake.reactor.ReactorConfig;
import io.ringwake.scheduler.UnhandledPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the value of an option comes from, and what is said about a wrong one. */
final class OptionValuesTest {
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final OptionValues values = new OptionValues(true, properties::get, environment::get);

    @Test
    void withNothingSetItIsTheDefault() {
        assertEquals(61, values.get(RuntimeOption.EVENT_INTERVAL));
        assertEquals(512, values.get(RuntimeOption.MAX_BLOCKING_THREADS));
        assertEquals(Duration.ofSeconds(10), values.get(RuntimeOption.BLOCKING_KEEP_ALIVE));
        assertEquals(UnhandledPolicy.LOG, values.get(RuntimeOption.UNHANDLED_POLICY));
        assertEquals(Backend.AUTO, values.get(RuntimeOption.BACKEND));
    }

    @Test
    void theBuilderComesBeforeThePropertyAndThatBeforeTheEnvironment() {
        environment.put("RINGWAKE_EVENT_INTERVAL", "3");
        assertEquals(3, values.get(RuntimeOption.EVENT_INTERVAL));
        properties.put("ringwake.eventInterval", " 2 ");
        assertEquals(2, values.get(RuntimeOption.EVENT_INTERVAL));
        values.set(RuntimeOption.EVENT_INTERVAL, 1);
        assertEquals(1, values.get(RuntimeOption.EVENT_INTERVAL));
    }

    @Test
    void anEmptyPropertyOrVariableIsNotSet() {
        properties.put("ringwake.seed", "");
        environment.put("RINGWAKE_SEED", "0x10");
        assertEquals(16L, values.get(RuntimeOption.SEED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workers|0|1 to 4096",
                "workers|4097|1 to 4096",
                "workers|many|1 to 4096",
                "backend|select|one of auto, io_uring, epoll, kqueue",
                "eventInterval|-1|1 to 1000000",
                "injectorInterval|1.5|0 to 1000000",
                "lifoSlot|yes|true or false",
                "maxBlockingThreads|0|1 to 32768",
                "blockingKeepAlive|0|1ms to 24h",
                "blockingKeepAlive|10|1ms to 24h",
                "blockingKeepAlive|25h|1ms to 24h",
                "unhandledPolicy|panic|one of log, shut_down",
                "seed|abc|a 64-bit number",
                "shutdownTimeout|-PT1S|0 to 876000h",
                "stallThreshold|1us|0 (off) or 1ms to 24h",
                "jmx|on|true or false"
            })
    void aMalformedPropertyNamesItself(String name, String text, String allowed) {
        RuntimeOption<?> option = named(name);
        properties.put(option.property(), text);
        String message =
                assertThrows(IllegalArgumentException.class, () -> values.get(option)).getMessage();
        assertEquals("ringwake." + name + "=" + text + ": must be " + allowed, message);
        properties.clear();
        environment.put(option.variable(), text);
        String ofVariable =
                assertThrows(IllegalArgumentException.class, () -> values.get(option)).getMessage();
        assertEquals(option.variable() + "=" + text + ": must be " + allowed, ofVariable);
    }

    @Test
    void aWrongValueOfTheBuilderNamesTheOption() {
        assertEquals("workers=0: must be 1 to 4096", refusalOf(RuntimeOption.WORKERS, 0));
        assertEquals(
                "maxBlockingThreads=0: must be 1 to 32768",
                refusalOf(RuntimeOption.MAX_BLOCKING_THREADS, 0));
        assertEquals(
                "stallThreshold=PT0.0000005S: must be 0 (off) or 1ms to 24h",
                refusalOf(RuntimeOption.STALL_THRESHOLD, Duration.ofNanos(500)));
        assertEquals(
                "threadName=  : must be a name that is not blank",
                refusalOf(RuntimeOption.THREAD_NAME, "  "));
    }

    @Test
    void anOptionOfTheOtherFlavourIsRefusedFromTheBuilderAlone() {
        OptionValues current = new OptionValues(false, properties::get, environment::get);
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> current.set(RuntimeOption.WORKERS, 4))
                        .getMessage();
        assertTrue(message.startsWith("workers=4: does not apply to current_thread"), message);
        assertTrue(message.endsWith("use Ringwake.multiThread()"), message);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "250ms, 250", "10 s, 10000", "2m, 120000", "1h, 3600000", "PT0.5S, 500"})
    void timesAreWrittenAsUsersDo(String text, long millis) {
        properties.put("ringwake.shutdownTimeout", text);
        assertEquals(Duration.ofMillis(millis), values.get(RuntimeOption.SHUTDOWN_TIMEOUT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999999h", "5", "ms", "-5ms", "9999999999999999999999s"})
    void timesThatAreNoneOrTooLongAreRefused(String text) {
        properties.put("ringwake.shutdownTimeout", text);
        assertThrows(
                IllegalArgumentException.class, () -> values.get(RuntimeOption.SHUTDOWN_TIMEOUT));
    }

    @Test
    void theBackendIsNamedAsTheReactorNamesIt() {
        assertEquals(ReactorConfig.BACKEND_PROPERTY, RuntimeOption.BACKEND.property());
        assertEquals(ReactorConfig.BACKEND_VARIABLE, RuntimeOption.BACKEND.variable());
    }

    private <T> String refusalOf(RuntimeOption<T> option, T value) {
        return assertThrows(IllegalArgumentException.class, () -> values.set(option, value))
                .getMessage();
    }

    private static RuntimeOption<?> named(String name) {
        return RuntimeOption.ALL.stream()
                .filter(option -> option.optionName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
