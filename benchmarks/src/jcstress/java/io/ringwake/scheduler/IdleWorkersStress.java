package io.ringwake.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that the only worker parks though a job was pushed, and nobody picks it. {@code
 * scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the worker sees the job")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the pusher picks it")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a lost wake-up")
@State
public class IdleWorkersStress {
    private final IdleWorkers idle = new IdleWorkers(NearGroups.oneGroup(1));
    private final IdleWorkers.Member member = new IdleWorkers.Member(0, 0);
    private volatile int queued;

    /** One side. */
    @Actor
    public void first(II_Result r) {
        idle.park(member, false);
        r.r1 = queued;
    }

    /** The other. */
    @Actor
    public void second(II_Result r) {
        queued = 1;
        r.r2 = idle.pickOne(0) == null ? 0 : 1;
    }
}
