package io.ringwake.scheduler;

import java.util.concurrent.TimeUnit;

/**
 * Told of workers that are stuck. Called on a thread that looks after all workers, so it should not
 * take long; what it throws is logged.
 */
@FunctionalInterface
public interface StallHandler {
    /** Called once for each stall, while it lasts. */
    void stalled(StallReport report);

    /** Writes to the logger {@code io.ringwake} at level WARNING, with the stack. */
    static StallHandler logging() {
        System.Logger logger = System.getLogger("io.ringwake");
        return report ->
                logger.log(
                        System.Logger.Level.WARNING,
                        "worker {0} has been inside {1} for {2} ms; its timers and the completions"
                                + " of its ring wait, until it comes back from:\n{3}",
                        report.worker(),
                        report.task(),
                        TimeUnit.NANOSECONDS.toMillis(report.stuckNanos()),
                        report.stackText());
    }
}
