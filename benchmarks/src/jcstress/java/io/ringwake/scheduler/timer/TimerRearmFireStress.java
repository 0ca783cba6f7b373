package io.ringwake.scheduler.timer;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Excludes that a timer set anew on another worker as it fires is early, lost, or in two wheels.
 * {@code scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(
        id = "0, 1, 0",
        expect = Expect.ACCEPTABLE,
        desc = "elapsed at the new deadline, and not before")
@Outcome(expect = Expect.FORBIDDEN, desc = "elapsed early, never, or left in a wheel")
@State
public class TimerRearmFireStress {
    private final Wheel before = new Wheel();
    private final Wheel after = new Wheel();
    private final TimerEntry entry = new TimerEntry(Wheel.DEADLINE);
    private volatile boolean woken;

    /** With an entry that is armed at the one worker. */
    public TimerRearmFireStress() {
        before.own(timers -> entry.pollElapsed(timers, () -> woken = true));
    }

    /** The worker the timer is armed at. */
    @Actor
    public void fire() {
        before.turnAt(Wheel.DEADLINE);
    }

    /** The task, which has moved to the other worker. */
    @Actor
    public void rearm(III_Result r) {
        after.setNow(Wheel.DEADLINE);
        entry.rearm(Wheel.LATER);
        r.r1 = pollElapsed() ? 1 : 0;
    }

    /** Further turns of both workers; the task is polled when it was woken, and not else. */
    @Arbiter
    public void look(III_Result r) {
        before.turnAt(Wheel.DEADLINE);
        if (woken && pollElapsed()) {
            r.r1 = 1;
        }
        after.turnAt(Wheel.LATER);
        r.r2 = woken && pollElapsed() ? 1 : 0;
        r.r3 = before.size() + after.size();
    }

    private boolean pollElapsed() {
        woken = false;
        return after.own(timers -> entry.pollElapsed(timers, () -> woken = true));
    }
}
