package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringwake.reactor.Backend;
import io.ringwake.reactor.ReactorConfig;
import io.ringwake.scheduler.option.RuntimeOption;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the builder accepts and refuses; the limits themselves are tested with the options. */
final class RingwakeBuilderTest {
    @Test
    void everyOptionHasAMethodOfItsName() {
        Set<String> methods =
                Arrays.stream(RingwakeBuilder.class.getMethods())
                        .map(Method::getName)
                        .collect(Collectors.toSet());
        for (RuntimeOption<?> option : RuntimeOption.ALL) {
            assertEquals(true, methods.contains(option.optionName()), option.optionName());
        }
    }

    @Test
    void aWrongValueIsRefusedAtOnce() {
        RingwakeBuilder builder = Ringwake.currentThread();
        assertEquals(
                "maxBlockingThreads=0: must be 1 to 32768",
                refusal(() -> builder.maxBlockingThreads(0)));
        assertEquals("name= : must not be blank", refusal(() -> builder.name(" ")));
        assertEquals(
                "shutdownTimeout=-1s: must be 0 to 876000h",
                refusal(() -> builder.shutdownTimeout(Duration.ofSeconds(-1))));
        assertEquals(
                "blockingKeepAlive=0: must be 1ms to 24h",
                refusal(() -> builder.blockingKeepAlive(Duration.ZERO)));
    }

    @Test
    void currentThreadRefusesWhatItHasNoUseFor() {
        assertEquals(
                "workers=2: does not apply to current_thread, whose one worker is the thread that"
                        + " calls blockOn; use Ringwake.multiThread()",
                refusal(() -> Ringwake.currentThread().workers(2)));
        assertEquals(
                "lifoSlot=true: does not apply to current_thread, which runs tasks in the order"
                        + " they were woken; use Ringwake.multiThread()",
                refusal(() -> Ringwake.currentThread().lifoSlot(true)));
    }

    @Test
    void withoutIoThereIsNothingToChooseABackendFor() {
        assertEquals(
                "backend=epoll: does not apply to a runtime that is built withoutIo()",
                refusal(Ringwake.currentThread().withoutIo().backend(Backend.EPOLL)::build));
        assertEquals(
                "reactor: does not apply to a runtime that is built withoutIo()",
                refusal(
                        Ringwake.currentThread().withoutIo().reactor(ReactorConfig.defaults())
                                ::build));
    }

    private static String refusal(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
