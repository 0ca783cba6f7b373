package io.ringwake;

import java.time.Duration;

/** The options of a runtime. */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // until implemented
public final class RingwakeBuilder {
    RingwakeBuilder() {}

    /** How long {@link Ringwake#close} waits for operations to end; 10 seconds unless set. */
    public RingwakeBuilder shutdownTimeout(Duration timeout) {
        return this;
    }

    /** Makes the runtime. No thread is started and no ring opened yet. */
    public Ringwake build() {
        throw io.ringwake.scheduler.Worker.notLanded();
    }
}
