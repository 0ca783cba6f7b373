package io.ringwake.scheduler.timer;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Excludes that a timer that is cancelled elsewhere as it fires wakes twice or stays in the wheel.
 * {@code scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "fires and wakes")
@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "fires, nobody waits any more")
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "does not fire")
@Outcome(
        expect = Expect.FORBIDDEN,
        desc = "a wake without a firing, two wakes, or an entry that stays in the wheel")
@State
public class TimerDisarmFireStress {
    private final AtomicInteger wakes = new AtomicInteger();
    private final Wheel wheel = new Wheel();
    private final TimerEntry entry = new TimerEntry(Wheel.DEADLINE);

    /** With an armed entry. */
    public TimerDisarmFireStress() {
        wheel.own(timers -> entry.pollElapsed(timers, wakes::incrementAndGet));
    }

    /** The worker the timer is armed at. */
    @Actor
    public void fire() {
        wheel.turnAt(Wheel.DEADLINE);
    }

    /** Whoever drops the sleep, on another worker. */
    @Actor
    public void disarm() {
        entry.disarm();
    }

    /** When both are done, and the worker has taken another turn. */
    @Arbiter
    public void look(III_Result r) {
        wheel.turnAt(Wheel.LATER);
        r.r1 = entry.hasFired() ? 1 : 0;
        r.r2 = wakes.get();
        r.r3 = wheel.size();
    }
}
