package io.ringwake.task;

import io.ringwake.future.Waker;
import io.ringwake.scheduler.Worker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that the end of all patience that meets the end of a turn of the clean-up is lost or
 * done twice. {@code scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the worker cancels for good")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the task is queued")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "twice")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "lost")
@State
public class TaskHurryEndCleanUpStress {
    private static final class Word extends TaskState {
        @Override
        protected void run(Worker worker) {}

        @Override
        public void abort() {}

        @Override
        protected void whenFinished(Waker waker) {}
    }

    private final Word word = new Word();

    /** In the middle of a turn of the clean-up. */
    public TaskHurryEndCleanUpStress() {
        word.requestCancel();
        word.beginPoll();
    }

    /** One side. */
    @Actor
    public void first(II_Result r) {
        r.r1 = word.endCleanUp() == TaskState.End.CANCEL ? 1 : 0;
    }

    /** The other. */
    @Actor
    public void second(II_Result r) {
        r.r2 = word.requestCancelNow() ? 1 : 0;
    }
}
