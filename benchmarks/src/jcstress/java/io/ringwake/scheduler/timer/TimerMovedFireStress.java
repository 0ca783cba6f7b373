package io.ringwake.scheduler.timer;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that a sleep polled on another worker as it fires, with another waker, waits for ever.
 * {@code scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the poll sees that it has fired")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the new waker is woken")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a lost wake")
@State
public class TimerMovedFireStress {
    private final Wheel before = new Wheel();
    private final Wheel after = new Wheel();
    private final TimerEntry entry = new TimerEntry(Wheel.DEADLINE);
    private volatile int woken;

    /** With an entry that is armed at the one worker. */
    public TimerMovedFireStress() {
        before.own(timers -> entry.pollElapsed(timers, () -> {}));
    }

    /** The worker the timer is armed at. */
    @Actor
    public void fire() {
        before.turnAt(Wheel.DEADLINE);
    }

    /** The task, which has moved to the other worker. */
    @Actor
    public void poll(II_Result r) {
        r.r1 = after.own(timers -> entry.pollElapsed(timers, () -> woken = 1)) ? 1 : 0;
    }

    /** When both are done. */
    @Arbiter
    public void look(II_Result r) {
        r.r2 = woken;
    }
}
