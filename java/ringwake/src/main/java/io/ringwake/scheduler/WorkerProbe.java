package io.ringwake.scheduler;

import io.ringwake.scheduler.event.RuntimeEvents;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen of one worker from outside: counts, hooks, events, and which job it runs. The
 * worker runs jobs and waits through this. Owner only, but for what it hands out.
 */
final class WorkerProbe {
    private static final RuntimeEvents EVENTS = RuntimeEvents.load();

    /** Of so many rounds one is timed, a power of two. */
    private static final int ROUNDS_PER_SAMPLE = 16;

    private final int index;
    private final RuntimeHooks hooks;
    private final WorkerCounters counters = new WorkerCounters();
    private final MeanPollTime meanPollTime = new MeanPollTime();
    private final @Nullable PollWatch watch;
    private int rounds;
    private boolean recordsPolls;
    private long roundStartNanos;
    private long roundStartPolls;

    WorkerProbe(int index, SchedulerConfig config) {
        this.index = index;
        this.hooks = config.hooks();
        this.watch = config.stallThresholdNanos() > 0 ? new PollWatch(index, counters) : null;
    }

    /** What the worker has done. Any thread reads. */
    WorkerCounters counters() {
        return counters;
    }

    /** Which job it runs; null if nobody asked for that. Any thread reads. */
    @Nullable PollWatch watch() {
        return watch;
    }

    /** How long a job takes; 0 if that is not known yet. */
    long meanPollNanos() {
        return meanPollTime.nanos();
    }

    /** The thread that drives from now on; null for none. */
    void drivenBy(@Nullable Thread thread) {
        if (watch != null) {
            watch.drivenBy(thread);
        }
    }

    /** A round of jobs begins; returns whether they are to be run by {@link #run}. */
    boolean beginRound() {
        recordsPolls = EVENTS.wantsPolls();
        if ((rounds & (ROUNDS_PER_SAMPLE - 1)) == 0) {
            roundStartPolls = counters.polls();
            roundStartNanos = System.nanoTime();
        }
        return recordsPolls || watch != null;
    }

    /** The round has ended. */
    void endRound() {
        if ((rounds++ & (ROUNDS_PER_SAMPLE - 1)) == 0) {
            int polls = (int) (counters.polls() - roundStartPolls);
            meanPollTime.add(System.nanoTime() - roundStartNanos, polls);
            counters.setMeanPollNanos(meanPollTime.nanos());
        }
        pause();
    }

    /** What the job does now is not looked at. */
    void pause() {
        if (watch != null) {
            watch.pause();
        }
    }

    /** Runs the job, observed. */
    void run(Job job, Worker worker) {
        if (watch != null) {
            watch.begin(job);
        }
        if (recordsPolls) {
            runRecorded(job, worker);
        } else {
            job.run(worker);
        }
    }

    private void runRecorded(Job job, Worker worker) {
        RuntimeEvents.PollSpan span = EVENTS.beginPoll();
        try {
            job.run(worker);
        } finally {
            span.end(index, job.id(), job);
        }
    }

    /** Waits in the driver. */
    void park(Driver driver, long timeoutNanos, ParkState state) {
        hooks.workerParking(index);
        RuntimeEvents.ParkSpan span = EVENTS.wantsParks() ? EVENTS.beginPark() : null;
        counters.beginPark(System.nanoTime());
        driver.turn(timeoutNanos);
        boolean unparked = state.wasClaimed();
        counters.endPark(System.nanoTime(), unparked);
        if (span != null) {
            span.end(index, unparked);
        }
        hooks.workerUnparked(index);
    }
}
