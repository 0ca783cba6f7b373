package io.ringwake.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.scheduler.CurrentThreadScheduler;
import io.ringwake.scheduler.Driver;
import io.ringwake.scheduler.Priority;
import io.ringwake.scheduler.SchedulerConfig;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
final class TestClockTest {
    private final TestClock clock = new TestClock();

    private Ringwake open() {
        return Flavour.WITHOUT_IO.builder().clock(clock).build();
    }

    @Test
    void tenThousandRandomSleepsAreTheSameInEachRun() throws Exception {
        long seed = System.nanoTime();
        System.out.println("TestClockTest.tenThousandRandomSleeps seed=" + seed);
        assertEquals(wakeTimes(seed), wakeTimes(seed));
    }

    private static List<Long> wakeTimes(long seed) throws Exception {
        Random random = new Random(seed);
        List<Long> woken = new ArrayList<>();
        TestClock clock = new TestClock();
        try (Ringwake rt = Flavour.WITHOUT_IO.builder().clock(clock).build()) {
            List<JoinHandle<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                Duration duration = Duration.ofMillis(random.nextInt(1_000_000));
                tasks.add(
                        rt.spawn(
                                Futures.lazy(() -> Time.sleep(duration))
                                        .map(done -> woken.add(clock.nanoTime()))));
            }
            for (JoinHandle<Boolean> task : tasks) {
                rt.blockOn(task);
            }
        }
        return woken;
    }

    @Test
    void advanceLetsRunWhatIsDueByThen() throws Exception {
        try (Ringwake rt = open()) {
            List<String> order = new ArrayList<>();
            rt.spawn(sleepThen(10, () -> order.add("ten")));
            rt.spawn(sleepThen(30, () -> order.add("thirty")));
            rt.blockOn(
                    Tasks.yieldNow()
                            .andThen(done -> clock.advance(Duration.ofMillis(20)))
                            .map(done -> order.add("advanced")));
            assertEquals(List.of("ten", "advanced"), order);
        }
    }

    private static Future<Integer> sleepThen(long millis, Runnable action) {
        return Futures.lazy(() -> Time.sleep(Duration.ofMillis(millis)))
                .map(done -> {
                    action.run();
                    return 0;
                });
    }

    @ParameterizedTest
    @EnumSource
    void timeStandsStillWhileATaskIsReadyThatTheDriverHasWoken(Priority priority) throws Exception {
        WakingDriver driver = new WakingDriver();
        CurrentThreadScheduler scheduler =
                new CurrentThreadScheduler(
                        SchedulerConfig.builder(worker -> driver).clock(clock).build());
        try {
            Tasks.spawnOn(scheduler, Futures.lazy(() -> Time.sleep(Duration.ofHours(1)))).detach();
            JoinHandle<Long> woken =
                    Tasks.builder()
                            .priority(priority)
                            .spawnOn(scheduler, driver.map(done -> clock.nanoTime()));
            assertEquals(0, Tasks.blockOn(scheduler, woken));
        } finally {
            scheduler.close();
        }
    }

    /** Wakes the task that waits for it, as completions do. */
    private static final class WakingDriver implements Driver, Future<Void> {
        private Waker waker = () -> {};
        private int polls;

        @Override
        public Poll<Void> poll(Context cx) {
            waker = cx.waker();
            return polls++ == 0 ? Poll.pending() : Poll.done();
        }

        @Override
        public void turn(long timeoutNanos) {
            waker.wake();
        }

        @Override
        public void bind() {}

        @Override
        public void unpark() {}

        @Override
        public void close() {}
    }

    @Test
    void timeStandsStillWhileBlockingWorkIsUnderWay() throws Exception {
        try (Ringwake rt = open()) {
            Callable<Boolean> untilItParked = () -> hasParked(rt);
            assertTrue(
                    rt.blockOn(
                            Futures.lazy(() ->
                                    Time.timeout(
                                            Duration.ofHours(1),
                                            Tasks.spawnBlocking(untilItParked)))));
            assertEquals(0, clock.nanoTime());
            rt.blockOn(Futures.lazy(() -> Time.sleep(Duration.ofHours(1))));
            assertEquals(Duration.ofHours(1).toNanos(), clock.nanoTime());
        }
    }

    /** Waits until the runtime has waited a few times; false if it does not. */
    private static boolean hasParked(Ringwake rt) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (rt.metrics().parks() < 3) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    @Test
    void advanceNeedsAPausedClockAndADurationThatIsNotNegative() {
        assertThrows(IllegalArgumentException.class, () -> clock.advance(Duration.ofNanos(-1)));
        clock.resume();
        assertThrows(IllegalStateException.class, () -> clock.advance(Duration.ZERO));
    }

    @Test
    void aResumedClockRunsWithTheSystems() throws Exception {
        clock.resume();
        try (Ringwake rt = open()) {
            long before = System.nanoTime();
            rt.blockOn(Futures.lazy(() -> Time.sleep(Duration.ofMillis(10))));
            assertTrue(System.nanoTime() - before >= Duration.ofMillis(10).toNanos());
            clock.pause();
            long paused = clock.nanoTime();
            assertEquals(paused, clock.nanoTime());
        }
    }
}
