package io.ringwake.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that a shard looks empty to a worker that parks while another takes one job of two.
 * {@code scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(
        id = "1, 0",
        expect = Expect.ACCEPTABLE,
        desc = "the worker that parks sees that there is more")
@Outcome(expect = Expect.FORBIDDEN, desc = "it parks on a job")
@State
public class InjectorShardEmptyStress {
    private final InjectorShard shard = new InjectorShard();

    /** With two jobs in it. */
    public InjectorShardEmptyStress() {
        shard.push(new BareJob(), 1);
        shard.push(new BareJob(), 1);
    }

    /** The worker that takes one. */
    @Actor
    public void take(II_Result r) {
        r.r1 = shard.take() == null ? 0 : 1;
    }

    /** The one that parks. */
    @Actor
    public void look(II_Result r) {
        r.r2 = shard.isEmpty() ? 1 : 0;
    }
}
