package io.ringwake.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that a pusher leaves a job to a searching worker, and that one parks without it. {@code
 * scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the searcher sees the job")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the pusher picks it")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a lost wake-up")
@State
public class LastSearcherParkStress {
    private final IdleWorkers idle = new IdleWorkers(NearGroups.oneGroup(2));
    private final IdleWorkers.Member member = new IdleWorkers.Member(0, 0);
    private volatile int queued;

    /** The one searches already, the other is parked. */
    public LastSearcherParkStress() {
        idle.park(new IdleWorkers.Member(1, 0), false);
        idle.beginSearch();
    }

    /** The searcher has found nothing. */
    @Actor
    public void park(II_Result r) {
        idle.park(member, true);
        r.r1 = queued;
    }

    /** Who pushes. */
    @Actor
    public void push(II_Result r) {
        queued = 1;
        r.r2 = idle.pickOne(0) == null ? 0 : 1;
    }
}
