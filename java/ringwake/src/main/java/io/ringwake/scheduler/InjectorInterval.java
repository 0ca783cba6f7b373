package io.ringwake.scheduler;

/**
 * After how many jobs a worker with work of its own looks at the injector: so often that a job from
 * another thread waits some 200 microseconds at most, and no oftener, because the injector is
 * shared. One worker.
 */
final class InjectorInterval {
    private static final long TARGET_NANOS = 200_000;
    private static final int MIN = 2;
    private static final int MAX = 127;

    private final int fixed;
    private int left;

    /**
     * An interval.
     *
     * @param fixed jobs; 0: tuned
     */
    InjectorInterval(int fixed) {
        this.fixed = fixed;
        this.left = fixed == 0 ? MAX / 2 : fixed;
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
        left = fixed != 0 ? fixed : tuned(meanPollNanos);
        return true;
    }

    static int tuned(long meanPollNanos) {
        return meanPollNanos == 0
                ? MAX / 2
                : (int) Math.max(MIN, Math.min(MAX, TARGET_NANOS / meanPollNanos));
    }
}
