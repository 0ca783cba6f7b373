package io.ringwake.scheduler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Excludes a lost wake-up between {@link ParkState} and {@link Injector}: in no interleaving does a
 * worker stay parked, without an unpark under way, while a job lies in the injector. Run: {@code
 * mvn test -Dtest=LostWakeLincheckTest}.
 */
@Timeout(120)
class LostWakeLincheckTest {
    private static final int INTERLEAVINGS = 1000;

    /** A worker without a driver: it counts unparks instead of waiting for them. */
    private static final class Model {
        private final Injector injector = new Injector();
        private final ParkState parkState = new ParkState();
        private final AtomicInteger unparks = new AtomicInteger();
        private final RunQueue queue = new RunQueue();
        private boolean stuck;

        void produce(int number) {
            injector.push(new NumberedJob(number));
            if (parkState.claimUnpark()) {
                unparks.incrementAndGet();
            }
        }

        /** Rounds of drain and park until it would have to wait. */
        void work(int rounds) {
            for (int round = 0; round < rounds && !stuck; round++) {
                injector.drainTo(queue);
                parkState.announce();
                if (injector.isEmpty()) {
                    stuck = !tookUnpark();
                }
                if (!stuck) {
                    parkState.leave();
                }
            }
        }

        /** What the driver does: an unpark is kept until the next turn. */
        private boolean tookUnpark() {
            return unparks.getAndSet(0) > 0;
        }

        void check() {
            assertTrue(
                    !stuck || unparks.get() > 0 || injector.isEmpty(),
                    "the worker sleeps on a job that nobody will wake it for");
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
    void aJobOfAnotherThreadIsSeenOrUnparksTheWorker() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    run(
                            new Thread(() -> model.work(2)),
                            new Thread(() -> {
                                model.produce(1);
                                model.produce(2);
                            }));
                    model.check();
                });
    }

    @Test
    void twoThreadsWithJobsPayForOneUnparkAndLoseNone() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    run(
                            new Thread(() -> model.work(2)),
                            new Thread(() -> model.produce(1)),
                            new Thread(() -> model.produce(2)));
                    model.check();
                });
    }
}
