package io.ringwake.scheduler.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class TimersTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private long now;
    private final AtomicInteger wakes = new AtomicInteger();

    private Timers timersAt(long nanoTime) {
        now = nanoTime;
        Timers timers = new Timers(() -> now, () -> {});
        timers.setOwner(Thread.currentThread());
        return timers;
    }

    private TimerEntry arm(Timers timers, long delayNanos) {
        TimerEntry entry = new TimerEntry(Timers.deadlineAfter(timers.clock(), delayNanos));
        assertFalse(entry.pollElapsed(timers, wakes::incrementAndGet));
        return entry;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1_500_000, -5})
    void isNeverEarlyWhereverTheClockStarts(long start) {
        Timers timers = timersAt(start);
        now += 300_000; // not on a tick
        TimerEntry entry = arm(timers, 2 * MILLI);
        long deadline = now + 2 * MILLI;
        while (!entry.hasFired()) {
            long wait = timers.nanosToNext();
            assertTrue(wait > 0 && wait <= 3 * MILLI, () -> "wait " + wait);
            now += wait;
            timers.advance();
        }
        assertTrue(now - deadline >= 0, "early");
        assertTrue(now - deadline < MILLI, "later than the next tick");
        assertEquals(1, wakes.get());
    }

    @Test
    void aThousandYearsDoNotOverflow() {
        Timers timers = timersAt(Long.MAX_VALUE - 10);
        TimerEntry entry = arm(timers, Long.MAX_VALUE);
        assertTrue(timers.nanosToNext() > TimeUnit.DAYS.toNanos(300));
        now += TimeUnit.DAYS.toNanos(365 * 70);
        timers.advance();
        assertFalse(entry.hasFired());
        now += TimeUnit.DAYS.toNanos(365 * 4);
        timers.advance();
        assertTrue(entry.hasFired());
    }

    @Test
    void aDeadlineThatHasPassedNeedsNoTurn() {
        Timers timers = timersAt(77);
        assertTrue(new TimerEntry(77).pollElapsed(timers, wakes::incrementAndGet));
        assertTrue(new TimerEntry(-1_000_000).pollElapsed(timers, wakes::incrementAndGet));
        assertEquals(-1, timers.nanosToNext());
    }

    @Test
    void disarmByTheOwnerEmptiesTheWheelAtOnce() {
        Timers timers = timersAt(0);
        TimerEntry entry = arm(timers, MILLI);
        entry.disarm();
        entry.disarm();
        assertEquals(0, timers.size());
        now = 5 * MILLI;
        timers.advance();
        assertEquals(0, wakes.get());
    }

    @Test
    void disarmByAnotherThreadIsCollectedInTheNextTurn() throws Exception {
        Timers timers = timersAt(0);
        TimerEntry entry = arm(timers, MILLI);
        TimerEntry other = arm(timers, MILLI);
        onAnotherThread(entry::disarm);
        assertEquals(2, timers.size());
        timers.advance();
        assertEquals(1, timers.size());
        now = 5 * MILLI;
        timers.advance();
        assertTrue(other.hasFired());
        assertFalse(entry.hasFired());
        assertEquals(1, wakes.get());
    }

    @Test
    void aDeadlineReachedBeforeTheTurnThatCollectsItDoesNotFire() throws Exception {
        Timers timers = timersAt(0);
        TimerEntry entry = arm(timers, MILLI);
        onAnotherThread(entry::disarm);
        now = 5 * MILLI;
        timers.advance();
        assertFalse(entry.hasFired());
        assertEquals(0, wakes.get());
        entry.rearm(now + MILLI);
        assertFalse(entry.pollElapsed(timers, wakes::incrementAndGet));
        now += 2 * MILLI;
        timers.advance();
        assertTrue(entry.hasFired());
    }

    @Test
    void disarmElsewhereThenRearmWithoutATurnBetween() throws Exception {
        Timers timers = timersAt(0);
        TimerEntry entry = arm(timers, MILLI);
        onAnotherThread(() -> entry.rearm(10 * MILLI));
        assertFalse(entry.pollElapsed(timers, wakes::incrementAndGet));
        now = 5 * MILLI;
        timers.advance();
        assertFalse(entry.hasFired());
        now = 10 * MILLI;
        timers.advance();
        assertTrue(entry.hasFired());
    }

    @Test
    void rearmMovesAnArmedEntryAndKeepsItsWaker() {
        Timers timers = timersAt(0);
        TimerEntry entry = arm(timers, 10 * MILLI);
        entry.rearm(2 * MILLI);
        now = 2 * MILLI;
        timers.advance();
        assertTrue(entry.hasFired());
        assertEquals(1, wakes.get());
    }

    @Test
    void rearmAfterFiringWaitsAnew() {
        Timers timers = timersAt(0);
        TimerEntry entry = arm(timers, MILLI);
        now = MILLI;
        timers.advance();
        assertTrue(entry.hasFired());
        entry.rearm(3 * MILLI);
        assertFalse(entry.pollElapsed(timers, wakes::incrementAndGet));
        now = 3 * MILLI;
        timers.advance();
        assertTrue(entry.hasFired());
        assertEquals(2, wakes.get());
    }

    private static void onAnotherThread(Runnable action) throws InterruptedException {
        Thread thread = new Thread(action);
        thread.start();
        thread.join();
    }
}
