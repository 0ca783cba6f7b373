package io.ringwake.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that who awaits a handle misses the end of the task, or sees the end before the value.
 * {@code scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "7, 0", expect = Expect.ACCEPTABLE, desc = "the poll has the value")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "it waits and is woken")
@Outcome(id = "7, 1", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "waits for ever")
@Outcome(expect = Expect.FORBIDDEN, desc = "an end without its value")
@State
public class HandleAwaitEndStress {
    private final BareTask task = new BareTask();
    private final LocalContext context = new LocalContext();
    private volatile int woken;

    /** In the middle of the last poll. */
    public HandleAwaitEndStress() {
        task.beginPoll();
        context.begin(() -> woken = 1, context);
    }

    /** Who awaits. */
    @Actor
    public void await(II_Result r) {
        r.r1 = task.pollValue(context);
    }

    /** The worker. */
    @Actor
    public void end(II_Result r) {
        task.finish(7);
        r.r2 = woken;
    }
}
