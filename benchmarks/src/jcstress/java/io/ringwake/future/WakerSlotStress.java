package io.ringwake.future;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that a future waits for an event that comes as it stores its waker. {@code
 * scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the look sees the event")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the waker is woken")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a lost wake")
@State
public class WakerSlotStress {
    private final WakerSlot slot = new WakerSlot();
    private volatile int event;
    private volatile int woken;

    /** Who waits. */
    @Actor
    public void await(II_Result r) {
        slot.register(() -> woken = 1);
        r.r1 = event;
    }

    /** Who makes it happen. */
    @Actor
    public void happen(II_Result r) {
        event = 1;
        slot.wakeRegistered();
        r.r2 = woken;
    }
}
