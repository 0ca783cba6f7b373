package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.time.Sleep;
import io.ringwake.time.TestClock;
import io.ringwake.time.Time;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waking, polling, giving way and arming a timer allocate nothing once the runtime is warm. */
@Timeout(60)
final class SteadyStateAllocationTest {
    private static final int ROUNDS = 100_000;

    /** Far below one byte a round: what the measurement and a late compilation may cost. */
    private static final long BYTES_MAX = 16_384;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Does something each poll, and measures the second half of its rounds. */
    private abstract static class Rounds implements Future<Long> {
        private int round;
        private long before;

        /** Does one round, and sees to it that there is another poll. */
        abstract void step(Context cx);

        @Override
        public Poll<Long> poll(Context cx) {
            round++;
            if (round == ROUNDS) {
                before = allocated();
            }
            if (round == 2 * ROUNDS) {
                return Poll.ready((Long) (allocated() - before));
            }
            step(cx);
            return Poll.pending();
        }

        private static long allocated() {
            return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        }
    }

    private static void assertSteady(Ringwake rt, Rounds rounds) throws Exception {
        long bytes = rt.blockOn(rounds);
        assertTrue(bytes < BYTES_MAX, bytes + " bytes in " + ROUNDS + " rounds");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aTaskWokenDuringItsPoll(Flavour flavour) throws Exception {
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            assertSteady(
                    rt,
                    new Rounds() {
                        @Override
                        void step(Context cx) {
                            cx.waker().wake();
                        }
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aTaskWokenByAnother(Flavour flavour) throws Exception {
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            Pong pong = new Pong();
            rt.spawn(pong);
            assertSteady(
                    rt,
                    new Rounds() {
                        @Override
                        void step(Context cx) {
                            pong.ping(cx.waker());
                        }
                    });
        }
    }

    /** Wakes back whoever wakes it. */
    private static final class Pong implements Future<Void> {
        private @Nullable Waker self;
        private @Nullable Waker peer;

        void ping(Waker from) {
            peer = from;
            Waker stored = self;
            if (stored == null) {
                from.wake(); // not polled yet
            } else {
                stored.wake();
            }
        }

        @Override
        public Poll<Void> poll(Context cx) {
            self = cx.waker();
            Waker back = peer;
            peer = null;
            if (back != null) {
                back.wake();
            }
            return Poll.pending();
        }
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aTaskThatUsesUpItsBudget(Flavour flavour) throws Exception {
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            assertSteady(
                    rt,
                    new Rounds() {
                        @Override
                        @SuppressWarnings("EmptyBlock") // spends all there is
                        void step(Context cx) {
                            while (cx.proceed()) {}
                        }
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aTimerThatFiresAndIsSetAgain(Flavour flavour) throws Exception {
        flavour.onlyWhereTheCallerDrives(); // the clock that skips idle time is for it
        try (Ringwake rt = flavour.orSkip().builder().clock(new TestClock()).build()) {
            assertSteady(
                    rt,
                    new Rounds() {
                        private @Nullable Sleep sleep;

                        @Override
                        void step(Context cx) {
                            Sleep timer = sleep;
                            if (timer == null) {
                                timer = Time.sleep(DELAY);
                                sleep = timer;
                            } else {
                                assertTrue(timer.poll(cx).isReady());
                                timer.reset(DELAY);
                            }
                            assertTrue(!timer.poll(cx).isReady());
                        }
                    });
        }
    }

    private static final Duration DELAY = Duration.ofMillis(70);
}
