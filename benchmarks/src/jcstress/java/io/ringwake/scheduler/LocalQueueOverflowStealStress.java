package io.ringwake.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Excludes that a job is lost or doubled when a full queue overflows as a thief takes half. {@code
 * scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "0, 1, 2", expect = Expect.ACCEPTABLE, desc = "the thief makes room first")
@Outcome(
        id = "1, 1, 1",
        expect = Expect.ACCEPTABLE,
        desc = "it meets the push: the new job overflows")
@Outcome(
        id = "2, 1, 0",
        expect = Expect.ACCEPTABLE,
        desc = "half of the ring and the new job overflow, the thief takes the rest")
@Outcome(expect = Expect.FORBIDDEN, desc = "a job lost or doubled")
@State
public class LocalQueueOverflowStealStress {
    private int overflowed;
    private final LocalQueue queue = new LocalQueue(2, (first, last, count) -> overflowed = count);
    private final LocalQueue thief = new LocalQueue(2, (first, last, count) -> {});

    /** Full. */
    public LocalQueueOverflowStealStress() {
        queue.push(new BareJob());
        queue.push(new BareJob());
    }

    /** The owner. */
    @Actor
    public void push() {
        queue.push(new BareJob());
    }

    /** The thief. */
    @Actor
    public void steal(III_Result r) {
        r.r2 = queue.stealInto(thief) == null ? 0 : 1;
    }

    /** What is where when both are done. */
    @Arbiter
    public void count(III_Result r) {
        r.r1 = overflowed;
        while (queue.pop() != null) {
            r.r3++;
        }
    }
}
