package io.ringwake.task;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Excludes that one of those who are to be told of the end of a task is told twice or never. {@code
 * scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "woken once")
@Outcome(expect = Expect.FORBIDDEN, desc = "a lost wake, or two")
@State
public class HandleOtherJoinerStress {
    private final BareTask task = new BareTask();
    private final AtomicInteger wakes = new AtomicInteger();

    /** In the middle of the last poll. */
    public HandleOtherJoinerStress() {
        task.beginPoll();
    }

    /** Who waits. */
    @Actor
    public void await() {
        task.whenFinished(wakes::incrementAndGet);
    }

    /** The worker. */
    @Actor
    public void end() {
        task.finish(7);
    }

    /** When both are done. */
    @Arbiter
    public void count(I_Result r) {
        r.r1 = wakes.get();
    }
}
