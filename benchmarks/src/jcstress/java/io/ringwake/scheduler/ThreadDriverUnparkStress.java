package io.ringwake.scheduler;

import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Excludes that an unpark that meets the begin of a wait is lost. {@code scripts/stress
 * --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the turn ends")
@Outcome(expect = Expect.FORBIDDEN, desc = "it waits for ever")
@State
public class ThreadDriverUnparkStress {
    private static final long FOR_EVER_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ThreadDriver driver = new ThreadDriver();

    /** The worker. */
    @Actor
    public void turn(I_Result r) {
        long begin = System.nanoTime();
        driver.turn(FOR_EVER_NANOS);
        r.r1 = System.nanoTime() - begin < FOR_EVER_NANOS ? 1 : 0;
    }

    /** Another thread. */
    @Actor
    public void unpark() {
        driver.unpark();
    }
}
