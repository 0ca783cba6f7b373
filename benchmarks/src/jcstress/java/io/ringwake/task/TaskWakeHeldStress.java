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
 * Excludes that a task that gives way and is woken meanwhile never sees what it was woken for, or
 * is queued twice. First number: 1 if the poll after it gave way has seen the message, and 2 if the
 * worker is to queue it once more; second: 1 if the waker is to. {@code scripts/stress
 * --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "woken before the next poll")
@Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "before it gave way, or in the next poll")
@Outcome(id = "3, 0", expect = Expect.ACCEPTABLE, desc = "in the next poll, which was in time")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "after the next poll")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the message before, the wake after it")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a lost wake")
@Outcome(expect = Expect.FORBIDDEN, desc = "queued twice")
@State
public class TaskWakeHeldStress {
    private static final class Word extends TaskState {
        @Override
        protected void run(Worker worker) {}

        @Override
        public void abort() {}

        @Override
        protected void whenFinished(Waker waker) {}
    }

    private final Word word = new Word();
    private int message;

    /** In the middle of a poll. */
    public TaskWakeHeldStress() {
        word.beginPoll();
    }

    /** The worker: the task gives way, and waits for the message in its next poll. */
    @Actor
    public void worker(II_Result r) {
        int seen = 0;
        if (word.keepRunning()) {
            word.beginPoll();
            seen = message;
        }
        r.r1 = seen + (word.endPoll() == TaskState.End.QUEUE ? 2 : 0);
    }

    /** Another thread. */
    @Actor
    public void sender(II_Result r) {
        message = 1;
        r.r2 = word.setNotified() ? 1 : 0;
    }
}
