package io.ringwake.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that two threads are inside at once, or that the second does not see what the first has
 * written there. {@code scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "the first came first")
@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "the second did")
@Outcome(expect = Expect.FORBIDDEN, desc = "both inside, or a write that was not seen")
@State
public class BriefLockStress {
    private final BriefLock lock = new BriefLock();
    private int count; // plain

    private int next() {
        lock.lock();
        try {
            return ++count;
        } finally {
            lock.unlock();
        }
    }

    /** One side. */
    @Actor
    public void first(II_Result r) {
        r.r1 = next();
    }

    /** The other. */
    @Actor
    public void second(II_Result r) {
        r.r2 = next();
    }
}
