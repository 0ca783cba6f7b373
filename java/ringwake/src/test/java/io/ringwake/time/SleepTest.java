package io.ringwake.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Handle;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.ManualContext;
import io.ringwake.future.Poll;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sleeping on a clock that stands still: the times are exact. */
@Timeout(30)
@ParameterizedClass
@EnumSource(names = {"WITHOUT_IO", "IO_URING", "EPOLL"})
final class SleepTest {
    private final Flavour flavour;
    private final TestClock clock = new TestClock(-3_000_000_000L);
    private Ringwake rt;

    SleepTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    @BeforeEach
    void open() {
        rt = flavour.builder().clock(clock).build();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    private long elapsedMillis(Future<?> future) throws Exception {
        long before = clock.nanoTime();
        rt.blockOn(future);
        return Duration.ofNanos(clock.nanoTime() - before).toMillis();
    }

    private static Future<Void> sleepMillis(long millis) {
        return Futures.lazy(() -> Time.sleep(Duration.ofMillis(millis)));
    }

    @Test
    void untilNowIsReadyAtOnce() throws Exception {
        long elapsed =
                elapsedMillis(
                        Futures.call(() -> {
                            Sleep sleep = Time.sleepUntil(Time.nanoTime());
                            assertFalse(sleep.isElapsed(), "before the first poll");
                            assertTrue(sleep.poll(new ManualContext()).isReady());
                            assertTrue(sleep.isElapsed());
                            return 0;
                        }));
        assertEquals(0, elapsed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 60, 63, 64, 65, 1000, 4096, 300_000, 3_000_000_000L})
    void lastsExactlyAsLongAsAsked(long millis) throws Exception {
        assertEquals(millis, elapsedMillis(sleepMillis(millis)));
    }

    @Test
    void acrossTheEndOfTheFirstLevelIsExact() throws Exception {
        assertEquals(65, elapsedMillis(sleepMillis(5).andThen(done -> sleepMillis(60))));
    }

    @Test
    void aNegativeDurationCountsAsZero() throws Exception {
        assertEquals(0, elapsedMillis(sleepMillis(-5)));
    }

    @Test
    void aThousandYearsCountAsSeventyThree() throws Exception {
        Future<Void> long1 = Futures.lazy(() -> Time.sleep(Duration.ofDays(365_000)));
        long years = elapsedMillis(long1) / Duration.ofDays(365).toMillis();
        assertEquals(73, years);
    }

    @Test
    void aThousandSleepsOfZeroEnd() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        long elapsed =
                elapsedMillis(
                        Futures.repeatWhile(() ->
                                Time.sleep(Duration.ZERO)
                                        .map(done -> rounds.incrementAndGet() < 1000)));
        assertEquals(0, elapsed);
        assertEquals(1000, rounds.get());
    }

    @Test
    void spendsBudget() throws Exception {
        rt.blockOn(
                Futures.call(() -> {
                    ManualContext cx = new ManualContext(0);
                    Sleep sleep = Time.sleep(Duration.ZERO);
                    assertFalse(sleep.poll(cx).isReady());
                    assertEquals(1, cx.wakes());
                    return 0;
                }));
    }

    @Test
    void outsideARuntimeFailsWithAdvice() {
        IllegalStateException outside =
                assertThrows(IllegalStateException.class, () -> Time.sleep(Duration.ofMillis(1)));
        assertTrue(outside.toString().contains("Futures.lazy"), outside.toString());
    }

    @Test
    void madeInAnEnteredRuntimeCountsFromThere() throws Exception {
        Sleep sleep;
        try (Handle.Entered entered = rt.handle().enter()) {
            assertNotNull(entered);
            sleep = Time.sleep(Duration.ofMillis(20));
        }
        assertThrows(IllegalStateException.class, () -> sleep.poll(new ManualContext()));
        assertEquals(20, elapsedMillis(sleep));
    }

    @Test
    void resetBeforeItFiresMovesTheWake() throws Exception {
        assertEquals(80, elapsedMillis(resetOnce(100, 0, 80)));
        assertEquals(200, elapsedMillis(resetOnce(100, 0, 200)));
        assertEquals(0, elapsedMillis(resetOnce(100, 0, 0)));
    }

    @Test
    void resetAfterItFiredWaitsAnew() throws Exception {
        assertEquals(30, elapsedMillis(resetOnce(10, 10, 20)));
    }

    /** Polls a sleep, resets it when so much time has passed, and awaits it. */
    private static Future<Void> resetOnce(long firstMillis, long afterMillis, long thenMillis) {
        return Futures.lazy(() -> {
            Sleep sleep = Time.sleep(Duration.ofMillis(firstMillis));
            Future<Void> polledOnce = cx -> ignoring(sleep.poll(cx));
            return polledOnce
                    .andThen(done -> Time.sleep(Duration.ofMillis(afterMillis)))
                    .andThen(done -> {
                        sleep.reset(Duration.ofMillis(thenMillis));
                        return sleep;
                    });
        });
    }

    private static Poll<Void> ignoring(Poll<Void> result) {
        return result.isReady() ? result : Poll.done();
    }

    @Test
    void aCancelledSleepLeavesTheWheel() throws Exception {
        JoinHandle<Void> task = rt.spawn(sleepMillis(10));
        rt.blockOn(Tasks.yieldNow());
        task.abort();
        assertEquals(0, elapsedMillis(Tasks.yieldNow().andThen(done -> Tasks.yieldNow())));
        assertEquals(50, elapsedMillis(sleepMillis(50)));
    }

    @Test
    void pollAfterReadyThrows() throws Exception {
        rt.blockOn(
                Futures.call(() -> {
                    Context cx = new ManualContext();
                    Sleep sleep = Time.sleep(Duration.ZERO);
                    assertTrue(sleep.poll(cx).isReady());
                    assertThrows(IllegalStateException.class, () -> sleep.poll(cx));
                    sleep.reset(Duration.ZERO);
                    assertTrue(sleep.poll(cx).isReady());
                    return 0;
                }));
    }
}
