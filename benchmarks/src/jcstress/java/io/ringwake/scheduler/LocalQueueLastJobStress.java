package io.ringwake.scheduler;

import io.ringwake.future.Waker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that the last job of a queue is run twice or lost when its owner and a thief meet.
 * {@code scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the owner has it")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the thief has it")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "run twice")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "lost")
@State
public class LocalQueueLastJobStress {
    private static final class Empty extends Job {
        @Override
        protected void run(Worker worker) {}

        @Override
        public void abort() {}

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        protected void whenFinished(Waker waker) {}
    }

    private final LocalQueue queue = new LocalQueue(2, (first, last, count) -> {});
    private final LocalQueue thief = new LocalQueue(2, (first, last, count) -> {});

    /** With one job in it. */
    public LocalQueueLastJobStress() {
        queue.push(new Empty());
    }

    /** One side. */
    @Actor
    public void first(II_Result r) {
        r.r1 = queue.pop() == null ? 0 : 1;
    }

    /** The other. */
    @Actor
    public void second(II_Result r) {
        r.r2 = queue.stealInto(thief) == null ? 0 : 1;
    }
}
