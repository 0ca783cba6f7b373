package io.ringwake.time;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import java.time.Duration;

/** A future that is ready at its deadline, and may be set again without allocating. */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // until implemented
public final class Sleep implements Future<Void> {
    Sleep() {}

    /** Sets the deadline anew, counted from now; also after the old one has passed. */
    public void reset(Duration duration) {
        throw io.ringwake.scheduler.Worker.notLanded();
    }

    @Override
    public Poll<Void> poll(Context cx) {
        throw io.ringwake.scheduler.Worker.notLanded();
    }
}
