package io.ringwake.task;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that a thread blocked in join() is not unparked, or goes on before the value is there.
 * {@code scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 7", expect = Expect.ACCEPTABLE, desc = "the thread goes on and has the value")
@Outcome(expect = Expect.FORBIDDEN, desc = "it waits for ever, or has no value")
@State
public class HandleJoinEndStress {
    private static final Duration FOR_EVER = Duration.ofSeconds(30);

    private final BareTask task = new BareTask();

    /** In the middle of the last poll. */
    public HandleJoinEndStress() {
        task.beginPoll();
    }

    /** The thread that joins. */
    @Actor
    public void join(II_Result r) {
        r.r1 = task.hasEndedWithin(FOR_EVER) ? 1 : 0;
        r.r2 = task.value();
    }

    /** The worker. */
    @Actor
    public void end() {
        task.finish(7);
    }
}
