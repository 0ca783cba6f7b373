package io.ringwake.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that the failure of a task that is let go as it ends is reported twice or never. {@code
 * scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the worker reports the failure")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "who lets the task go does")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "reported twice")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a failure nobody hears of")
@State
public class TaskDetachEndStress {
    private final BareTask task = new BareTask();

    /** In the middle of the last poll. */
    public TaskDetachEndStress() {
        task.beginPoll();
    }

    /** The worker. */
    @Actor
    public void end(II_Result r) {
        r.r1 = task.complete() ? 1 : 0;
    }

    /** The holder of the handle. */
    @Actor
    public void detach(II_Result r) {
        r.r2 = task.setDetached() ? 1 : 0;
    }
}
