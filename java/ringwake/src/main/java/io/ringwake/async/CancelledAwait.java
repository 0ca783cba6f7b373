package io.ringwake.async;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Suppressed;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Takes the place of a future that was cancelled, so that the one who waits hears of it. */
record CancelledAwait(@Nullable Throwable failure) implements Future<Object> {
    /** The future has ended without a failure. */
    static final CancelledAwait QUIET = new CancelledAwait(null);

    @Override
    public Poll<Object> poll(Context cx) throws Exception {
        throw failure == null
                ? new CancellationException("the async block was cancelled")
                : Suppressed.<Exception>asIs(failure);
    }
}
