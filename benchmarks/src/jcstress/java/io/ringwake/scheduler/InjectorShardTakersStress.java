package io.ringwake.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that two workers that take from a shard both have its only job, or neither. {@code
 * scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the first has it")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the second has it")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "run twice")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "lost")
@State
public class InjectorShardTakersStress {
    private final InjectorShard shard = new InjectorShard();

    /** With one job in it. */
    public InjectorShardTakersStress() {
        shard.push(new BareJob(), 1);
    }

    /** One worker. */
    @Actor
    public void first(II_Result r) {
        r.r1 = shard.take() == null ? 0 : 1;
    }

    /** The other. */
    @Actor
    public void second(II_Result r) {
        r.r2 = shard.take() == null ? 0 : 1;
    }
}
