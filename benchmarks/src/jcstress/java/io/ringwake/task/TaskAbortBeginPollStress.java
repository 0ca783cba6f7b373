package io.ringwake.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that an abort that meets a whole poll, from its begin to its end, is lost or done twice.
 * {@code scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(
        id = "1, 0",
        expect = Expect.ACCEPTABLE,
        desc = "the worker cancels, at once or after the poll")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the task is queued to be cancelled")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "twice")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "lost")
@State
public class TaskAbortBeginPollStress {
    private final BareTask task = new BareTask();

    /** The worker, which has taken the task from a queue. */
    @Actor
    public void poll(II_Result r) {
        boolean cancel =
                task.beginPoll() == TaskState.Begin.CANCEL
                        || task.endPoll() == TaskState.End.CANCEL;
        r.r1 = cancel ? 1 : 0;
    }

    /** The holder of an AbortHandle. */
    @Actor
    public void abort(II_Result r) {
        r.r2 = task.requestCancel() ? 1 : 0;
    }
}
