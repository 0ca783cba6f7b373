package io.ringwake.time;

/** What an {@link Interval} does after a tick that was taken late. */
public enum MissedTicks {
    /** Makes up for them: ticks follow at once until the schedule is reached again. */
    BURST,
    /** Goes on from the late tick: the next one follows a full period after it. */
    DELAY,
    /** Leaves them out: the next tick is the next one of the schedule. */
    SKIP
}
