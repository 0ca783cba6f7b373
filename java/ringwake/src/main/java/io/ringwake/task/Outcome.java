package io.ringwake.task;

import io.ringwake.scheduler.UnseenFailures;

/** How a task ended without a value. A value is stored as it is. */
sealed interface Outcome {
    /** It threw. */
    record Failed(Throwable failure, UnseenFailures.Ticket ticket) implements Outcome {}

    /** It was aborted. */
    enum Aborted implements Outcome {
        ABORTED
    }
}
