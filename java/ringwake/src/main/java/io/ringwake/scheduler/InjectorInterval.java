package io.ringwake.scheduler;

/**
 * After how many jobs a worker with work of its own looks at the injector: so often that the look
 * comes some 200 microseconds after the last at most, and no oftener, because the injector is
 * shared. One worker.
 *
 * <p>With a look the worker fills its queue up to one interval of jobs from there. One job a look
 * would keep a thousand from outside waiting for a thousand intervals, however little the worker
 * had of its own; without a bound its own would wait behind all of those. So either kind waits
 * behind one interval of the other.
 */
final class InjectorInterval {
    private static final long TARGET_NANOS = 200_000;
    private static final int MIN = 2;
    private static final int MAX = 127;

    private final int fixed;
    private int jobs;
    private int left;

    /**
     * An interval.
     *
     * @param fixed jobs; 0: tuned
     */
    InjectorInterval(int fixed) {
        this.fixed = fixed;
        this.jobs = fixed == 0 ? MAX / 2 : fixed;
        this.left = jobs;
    }

    /**
     * Whether it is time to look; to be asked once for each job.
     *
     * @param meanPollNanos how long a job takes; 0 if that is not known yet
     */
    boolean isDue(long meanPollNanos) {
        if (--left > 0) {
            return false;
        }
        jobs = fixed != 0 ? fixed : tuned(meanPollNanos);
        left = jobs;
        return true;
    }

    /** How many jobs the interval is. */
    int jobs() {
        return jobs;
    }

    static int tuned(long meanPollNanos) {
        return meanPollNanos == 0
                ? MAX / 2
                : (int) Math.max(MIN, Math.min(MAX, TARGET_NANOS / meanPollNanos));
    }
}
