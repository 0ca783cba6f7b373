package io.ringwake.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that blocking work is both made and called off, or neither. {@code scripts/stress
 * --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the thread makes the call")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the call is called off")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "ended twice")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "never ended")
@State
public class TaskClaimStress {
    private final BareTask task = new BareTask();

    /** The blocking thread. */
    @Actor
    public void perform(II_Result r) {
        r.r1 = task.claim() ? 1 : 0;
    }

    /** Who aborts. */
    @Actor
    public void callOff(II_Result r) {
        r.r2 = task.claim() ? 1 : 0;
    }
}
