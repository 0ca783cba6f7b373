package io.ringwake.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Excludes that an abort that meets the end of a task queues it again or changes how it ended.
 * {@code scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "0, 7, 1", expect = Expect.ACCEPTABLE, desc = "the abort comes too late")
@Outcome(expect = Expect.FORBIDDEN, desc = "a task that has ended is queued, or changes its end")
@State
public class TaskAbortCompleteStress {
    private final BareTask task = new BareTask();

    /** In the middle of the last poll. */
    public TaskAbortCompleteStress() {
        task.beginPoll();
    }

    /** The worker. */
    @Actor
    public void end() {
        task.finish(7);
    }

    /** The holder of an AbortHandle. */
    @Actor
    public void abort(III_Result r) {
        r.r1 = task.requestCancel() ? 1 : 0;
    }

    /** When both are done. */
    @Arbiter
    public void look(III_Result r) {
        r.r2 = task.value();
        r.r3 = task.beginPoll() == TaskState.Begin.NOTHING ? 1 : 0;
    }
}
