package io.ringwake.scheduler;

import org.jspecify.annotations.Nullable;

/** How one worker without work looks for some in the queues of the others. Worker only. */
final class Search {
    /** Passes over all queues before the worker parks. */
    private static final int PASSES = 4;

    /** Spins after the first pass in vain; twice as many after each further one. */
    private static final int SPINS_FIRST = 8;

    private final MultiThreadScheduler scheduler;
    private final StealingWorker thief;
    private final int group;
    private final VictimOrder victims;
    private final IdleWorkers.Member member;
    private boolean searching;

    Search(MultiThreadScheduler scheduler, StealingWorker thief, VictimOrder victims) {
        this.scheduler = scheduler;
        this.thief = thief;
        this.victims = victims;
        this.group = scheduler.near().groupOf(thief.index());
        this.member = new IdleWorkers.Member(thief.index(), group);
    }

    /** A job, with others behind it moved to the worker's queue; null if the worker is to park. */
    @Nullable Job find() {
        if (!searching && !scheduler.idle().beginSearch()) {
            return null;
        }
        searching = true;
        // Again only for what is there and was out of reach: another thief was at work on it. With
        // nothing queued the worker parks at once, for its ring may have completions already.
        for (int pass = 1; ; pass++) {
            Job job = lookAround();
            if (job != null) {
                end();
                return job;
            }
            if (pass == PASSES || !scheduler.hasQueuedWork()) {
                return null;
            }
            backOff(pass);
        }
    }

    private @Nullable Job lookAround() {
        for (int victim : victims.shuffle()) {
            LocalQueue from = scheduler.worker(victim).queue();
            int before = thief.queue().size();
            Job job = from.stealInto(thief.queue());
            if (job != null) {
                thief.counters().addSteal(thief.queue().size() - before + 1);
                return job;
            }
        }
        return scheduler.injector().take(thief.index(), thief.queue());
    }

    private static void backOff(int pass) {
        for (int i = SPINS_FIRST << pass; i > 0; i--) {
            Thread.onSpinWait();
        }
    }

    /**
     * The worker has work. If it was the last to search and there is more, it wakes another: those
     * who queued that meanwhile have relied on it.
     */
    void end() {
        if (searching) {
            searching = false;
            if (scheduler.idle().endSearch() && scheduler.hasQueuedWork()) {
                scheduler.wakeOne(group);
            }
        }
    }

    /** The worker parks: it looks for work once more after this. */
    void park() {
        scheduler.idle().park(member, searching);
        searching = false;
    }

    /** The worker is back: searching, if someone has picked it or its look has found work. */
    void unparked(boolean workFound) {
        searching = scheduler.idle().unparked(member, workFound);
    }
}
