package io.ringwake.scheduler;

import io.ringwake.scheduler.timer.TimerEntry;
import io.ringwake.scheduler.timer.Timers;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Excludes that a worker parks on a timer that another worker waits to arm again. {@code
 * scripts/stress --jcstress-only}.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the worker sees what was left")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "it is unparked")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a lost wake-up")
@State
public class TimerLeftParkStress {
    /** A sleep. */
    private static final class Entry extends TimerEntry {
        private static final long DEADLINE = 1_000_000;

        Entry() {
            super(DEADLINE);
        }

        void poll(Timers timers) {
            pollElapsed(timers, () -> {});
        }

        void setAnew() {
            rearm(2 * DEADLINE);
        }
    }

    private final ParkState state = new ParkState();
    private final Entry entry = new Entry();
    private volatile int unparked;
    private final Timers left = new Timers(() -> 0, this::unpark);
    private final Timers others = new Timers(() -> 0, () -> {});

    /** With an armed entry. */
    public TimerLeftParkStress() {
        left.setOwner(Thread.currentThread());
        entry.poll(left);
        left.setOwner(null);
    }

    private void unpark() {
        if (state.claimUnpark()) {
            unparked = 1;
        }
    }

    /** The worker the timer is armed at. */
    @Actor
    public void park(II_Result r) {
        left.setOwner(Thread.currentThread());
        state.announce();
        r.r1 = left.hasLeft() ? 1 : 0;
        left.setOwner(null);
    }

    /** The task, on another worker. */
    @Actor
    public void armAgain(II_Result r) {
        entry.setAnew();
        entry.poll(others);
        r.r2 = unparked;
    }
}
