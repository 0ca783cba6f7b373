package io.ringwake.task;

import io.ringwake.scheduler.Worker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that a joiner waits though the task has ended, and nobody wakes it. {@code
 * scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the joiner sees the end")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "it is woken")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a lost wake")
@State
public class TaskJoinersStress {
    private static final class Word extends TaskJoiners {
        @Override
        protected void run(Worker worker) {}

        @Override
        public void abort() {}
    }

    private final Word word = new Word();

    /** In the middle of a poll. */
    public TaskJoinersStress() {
        word.beginPoll();
    }

    private int woken;

    /** One side. */
    @Actor
    public void first(II_Result r) {
        word.setPoller(() -> woken = 1);
        r.r1 = word.isFinished() ? 1 : 0;
    }

    /** The other. */
    @Actor
    public void second(II_Result r) {
        word.complete();
        word.wakeJoiners();
        r.r2 = woken;
    }
}
