package io.ringwake.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.ManualContext;
import io.ringwake.future.Poll;
import io.ringwake.task.OneShot;
import io.ringwake.task.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TimeoutTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

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

    private static <T> Future<T> timeout(Duration duration, Future<T> future) {
        return Futures.lazy(() -> Time.timeout(duration, future));
    }

    @Test
    void endsAtTheDeadlineAndCancelsTheFuture() {
        OneShot<Integer> never = new OneShot<>();
        TimeoutException timeout =
                assertThrows(TimeoutException.class, () -> rt.blockOn(timeout(SECOND, never)));
        assertTrue(timeout.toString().contains("PT1S"), timeout.toString());
        assertTrue(never.isCancelled());
        assertEquals(SECOND.toNanos(), clock.nanoTime());
    }

    @Test
    void givesTheValueOfAFutureThatIsInTime() throws Exception {
        Future<Integer> inner =
                Futures.lazy(() -> Time.sleep(Duration.ofMillis(999)).map(done -> 3));
        assertEquals((Integer) 3, rt.blockOn(timeout(SECOND, inner)));
        assertEquals(999, Duration.ofNanos(clock.nanoTime()).toMillis());
    }

    @Test
    void aFutureReadyAtTheVeryDeadlineWins() throws Exception {
        Future<Integer> inner = Futures.lazy(() -> Time.sleep(SECOND).map(done -> 4));
        assertEquals((Integer) 4, rt.blockOn(timeout(SECOND, inner)));
    }

    @Test
    void aFutureReadyAfterTheDeadlineWinsIfItIsPolledFirst() throws Exception {
        Future<Integer> late =
                Futures.lazy(() -> {
                    Future<Integer> limited = Time.timeout(Duration.ofMillis(1), Futures.ready(5));
                    return Time.sleep(SECOND).andThen(done -> limited);
                });
        assertEquals((Integer) 5, rt.blockOn(late));
    }

    @Test
    void aDeadlineMayBeAnInstant() {
        TimeoutException thrown =
                assertThrows(
                        TimeoutException.class,
                        () ->
                                rt.blockOn(
                                        Futures.lazy(() ->
                                                Time.timeoutAt(
                                                        clock.nanoTime() + SECOND.toNanos(),
                                                        Futures.pending()))));
        assertEquals("not finished at its deadline", thrown.getMessage());
        assertEquals(SECOND, Duration.ofNanos(clock.nanoTime()));
    }

    @Test
    void aFutureThatUsesUpItsBudgetStillTimesOut() {
        Future<Void> hog =
                cx -> {
                    while (cx.proceed()) {
                        Thread.onSpinWait();
                    }
                    clock.advance(Duration.ofMillis(100));
                    return Poll.pending();
                };
        assertThrows(TimeoutException.class, () -> rt.blockOn(timeout(SECOND, hog)));
    }

    @Test
    void passesOnTheFailureOfTheFuture() {
        IOException failure = new IOException("inner");
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> rt.blockOn(timeout(SECOND, Futures.failed(failure)))));
    }

    @Test
    void whatCancelThrowsIsSuppressedByTheTimeout() {
        Future<Integer> broken =
                new Future<>() {
                    @Override
                    public Poll<Integer> poll(Context cx) {
                        return Poll.pending();
                    }

                    @Override
                    public void cancel() {
                        throw new IllegalStateException("cancel");
                    }
                };
        TimeoutException timeout =
                assertThrows(TimeoutException.class, () -> rt.blockOn(timeout(SECOND, broken)));
        assertEquals(1, timeout.getSuppressed().length);
    }

    @Test
    void cancellingItCancelsTheFutureAndLeavesTheWheel() throws Exception {
        OneShot<Integer> never = new OneShot<>();
        var task = rt.spawn(timeout(SECOND, never));
        rt.blockOn(Tasks.yieldNow());
        task.abort();
        rt.blockOn(Tasks.yieldNow());
        assertTrue(never.isCancelled());
        assertEquals(0, clock.nanoTime());
    }

    @Test
    void pollAfterTheEndThrows() throws Exception {
        rt.blockOn(
                Futures.call(() -> {
                    Future<Integer> limited = Time.timeout(SECOND, Futures.ready(1));
                    assertTrue(limited.poll(new ManualContext()).isReady());
                    return assertThrows(
                            IllegalStateException.class, () -> limited.poll(new ManualContext()));
                }));
    }
}
