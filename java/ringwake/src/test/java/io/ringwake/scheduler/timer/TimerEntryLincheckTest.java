package io.ringwake.scheduler.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Excludes holes between a wheel's owner and a thread that disarms an entry: an entry that stays in
 * the wheel, one that cannot be armed again, one that fires twice, links broken by taking out what
 * was taken out before. Run: {@code mvn test -Dtest=TimerEntryLincheckTest}.
 */
@Timeout(120)
class TimerEntryLincheckTest {
    private static final int INTERLEAVINGS = 1000;
    private static final long MILLI = 1_000_000;

    private static final class Model {
        private final AtomicInteger wakes = new AtomicInteger();
        private volatile long now;
        private final Timers timers = new Timers(() -> now, () -> {});
        private final TimerEntry entry = new TimerEntry(MILLI);
        private final TimerEntry neighbour = new TimerEntry(MILLI);

        void arm() {
            timers.setOwner(Thread.currentThread());
            assertFalse(entry.pollElapsed(timers, wakes::incrementAndGet));
            assertFalse(neighbour.pollElapsed(timers, () -> {}));
            timers.setOwner(null);
        }

        void turn(long nanoTime) {
            timers.setOwner(Thread.currentThread());
            now = nanoTime;
            timers.advance();
            timers.setOwner(null);
        }

        void firesAgain() {
            timers.setOwner(Thread.currentThread());
            entry.rearm(now + MILLI);
            int before = wakes.get();
            assertFalse(entry.pollElapsed(timers, wakes::incrementAndGet));
            timers.setOwner(null);
            turn(now + 2 * MILLI);
            assertTrue(entry.hasFired());
            assertEquals(before + 1, wakes.get());
        }
    }

    private static void run(Thread... threads) {
        try {
            for (Thread thread : threads) {
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDisarmElsewhereRacesWithTheDeadline() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    model.arm();
                    run(
                            new Thread(() -> model.turn(MILLI)),
                            new Thread(() -> model.entry.disarm()));
                    model.turn(2 * MILLI);
                    assertTrue(model.neighbour.hasFired());
                    assertEquals(0, model.timers.size());
                    assertTrue(model.wakes.get() <= 1);
                    model.firesAgain();
                });
    }
}
