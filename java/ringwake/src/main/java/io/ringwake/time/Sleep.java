package io.ringwake.time;

import io.ringwake.future.Context;
import io.ringwake.future.Finished;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.scheduler.Worker;
import io.ringwake.scheduler.timer.Clock;
import io.ringwake.scheduler.timer.TimerEntry;
import io.ringwake.scheduler.timer.Timers;
import java.time.Duration;

/**
 * A future that is ready at its deadline, never before. It enters the runtime's timers at its first
 * poll, and {@link #reset} makes it wait anew, also after it was ready, without allocating.
 */
public final class Sleep extends TimerEntry implements Future<Void> {
    private final Clock clock;
    private boolean finished;

    Sleep(Clock clock, long deadlineNanos) {
        super(deadlineNanos);
        this.clock = clock;
    }

    /** The deadline as a value of the runtime's clock, see {@link Time#nanoTime}. */
    public long deadline() {
        return deadlineNanos();
    }

    /** Whether the runtime has seen the deadline pass; false before the first poll. */
    public boolean isElapsed() {
        return hasFired();
    }

    /**
     * Waits for another deadline, counted from now. A wait that is under way is woken at the new
     * one; otherwise the next poll begins it.
     *
     * @param duration as in {@link Time#sleep}
     */
    public void reset(Duration duration) {
        resetTo(Timers.deadlineAfter(clock, Delays.nanosOf(duration)));
    }

    /** The same with a deadline as a value of the runtime's clock. */
    public void resetTo(long nanoTime) {
        finished = false;
        rearm(nanoTime);
    }

    @Override
    public Poll<Void> poll(Context cx) {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        if (!pollElapsed(Worker.current().timers(), cx.waker()) || !cx.proceed()) {
            return Poll.pending();
        }
        finished = true;
        return Poll.done();
    }

    @Override
    public void cancel() {
        finished = true;
        disarm();
    }
}
