package io.ringwake.reactor;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that the owner of a ring waits in the kernel though there is work, and nobody wakes it.
 * {@code scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the owner does not wait")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the waker makes the call")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "a call without a wait")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a lost wake-up")
@State
public class WakeStateParkStress {
    private final WakeState state = new WakeState();
    private int work; // plain: published by the swap

    /** The owner. */
    @Actor
    public void park(II_Result r) {
        boolean waits = state.beginPark();
        r.r1 = waits ? 0 : work;
    }

    /** Another thread. */
    @Actor
    public void wake(II_Result r) {
        work = 1;
        r.r2 = state.notifyOwner() ? 1 : 0;
    }
}
