package io.ringwake.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.CheckedFunction;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.ManualContext;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class IntervalTest {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final TestClock clock = new TestClock();
    private Ringwake rt;

    @BeforeEach
    void open() {
        rt = Flavour.WITHOUT_IO.builder().clock(clock).build();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    private <T> T with(CheckedFunction<Interval, Future<T>> test) throws Exception {
        return rt.blockOn(Futures.lazy(() -> test.apply(Time.interval(PERIOD))));
    }

    private long nowMillis() {
        return Duration.ofNanos(clock.nanoTime()).toMillis();
    }

    /** Takes the tick, sees that it was due and came then. */
    private Future<Long> tickAt(Interval interval, long millis) {
        return interval.tick().map(due -> checked(due, millis));
    }

    private long checked(long due, long millis) {
        assertEquals(millis, Duration.ofNanos(due).toMillis(), "due");
        assertEquals(millis, nowMillis(), "now");
        return due;
    }

    @Test
    void aPeriodOfZeroIsRejected() {
        IllegalArgumentException rejected =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> rt.blockOn(Futures.lazy(() -> Time.interval(Duration.ZERO).tick())));
        assertTrue(rejected.toString().contains("period=PT0S"), rejected.toString());
    }

    @Test
    void ticksNowAndThenAtEachPeriod() throws Exception {
        with(interval ->
                tickAt(interval, 0)
                        .andThen(tick -> tickAt(interval, 100))
                        .andThen(tick -> tickAt(interval, 200)));
    }

    @Test
    void burstMakesUpForMissedTicks() throws Exception {
        with(interval ->
                tickAt(interval, 0)
                        .andThen(tick -> Time.sleep(Duration.ofMillis(250)))
                        .andThen(done -> dueAt(interval, 100))
                        .andThen(tick -> dueAt(interval, 200))
                        .andThen(tick -> tickAt(interval, 300)));
    }

    @Test
    void delayCountsFromTheLateTick() throws Exception {
        with(interval ->
                tickAt(interval.missedTicks(MissedTicks.DELAY), 0)
                        .andThen(tick -> Time.sleep(Duration.ofMillis(250)))
                        .andThen(done -> dueAt(interval, 100))
                        .andThen(tick -> tickAt(interval, 350))
                        .andThen(tick -> tickAt(interval, 450)));
    }

    @Test
    void skipKeepsTheSchedule() throws Exception {
        with(interval ->
                tickAt(interval.missedTicks(MissedTicks.SKIP), 0)
                        .andThen(tick -> Time.sleep(Duration.ofMillis(250)))
                        .andThen(done -> dueAt(interval, 100))
                        .andThen(tick -> tickAt(interval, 300)));
    }

    private static Future<Long> dueAt(Interval interval, long millis) {
        return interval.tick()
                .map(due -> {
                    assertEquals(millis, Duration.ofNanos(due).toMillis());
                    return due;
                });
    }

    @Test
    void resetsMoveTheNextTick() throws Exception {
        with(interval ->
                tickAt(interval, 0)
                        .andThen(tick -> Time.sleep(Duration.ofMillis(50)))
                        .andThen(done -> afterReset(interval, interval::reset, 150))
                        .andThen(tick -> afterReset(interval, interval::resetImmediately, 150))
                        .andThen(tick ->
                                afterReset(
                                        interval,
                                        () -> interval.resetAfter(Duration.ofMillis(20)),
                                        170))
                        .andThen(tick -> tickAt(interval, 270))
                        .andThen(tick ->
                                afterReset(interval, () -> interval.resetAt(millis(1000)), 1000)));
    }

    private static long millis(long count) {
        return Duration.ofMillis(count).toNanos();
    }

    private Future<Long> afterReset(Interval interval, Runnable reset, long expectedMillis) {
        reset.run();
        return tickAt(interval, expectedMillis);
    }

    @Test
    void keepsAWakerOnlyWhilePending() throws Exception {
        with(interval -> {
            ManualContext cx = new ManualContext();
            assertTrue(interval.tick().poll(cx).isReady());
            return Time.sleep(Duration.ofMillis(500))
                    .map(done -> {
                        assertEquals(0, cx.wakes());
                        assertTrue(interval.tick().poll(cx).isReady());
                        interval.reset();
                        assertFalse(interval.tick().poll(cx).isReady());
                        return 0;
                    })
                    .andThen(done -> Time.sleep(Duration.ofMillis(100)))
                    .map(done -> {
                        assertEquals(1, cx.wakes());
                        return 0;
                    });
        });
    }
}
