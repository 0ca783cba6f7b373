package io.ringwake.scheduler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Excludes that a runtime closes while all workers are inside calls that block, none of them waits
 * for a job, and nobody breaks the calls off: whichever of the three comes last. Run: {@code mvn
 * test -Dtest=InPlaceCountLincheckTest}.
 */
@Timeout(120)
class InPlaceCountLincheckTest {
    private static final int INTERLEAVINGS = 1000;

    private static final class Model {
        private final AtomicInteger brokenOff = new AtomicInteger();
        private final InPlaceCount count =
                new InPlaceCount(2, new Waiting(), brokenOff::incrementAndGet);

        void enterAndJoin() {
            count.enter();
            count.beginJoin();
            count.endJoin();
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
    void theLastOfTheThreeBreaksOff() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    run(
                            new Thread(model::enterAndJoin),
                            new Thread(model.count::enter),
                            new Thread(model.count::close));
                    assertTrue(model.brokenOff.get() > 0, "all inside, and nobody to end the jobs");
                });
    }
}
