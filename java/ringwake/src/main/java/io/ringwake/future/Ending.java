package io.ringwake.future;

import org.jspecify.annotations.Nullable;

/**
 * The ends of several futures of one owner, driven together: their first failure is kept until all
 * have ended. One thread at a time.
 */
final class Ending {
    private @Nullable Throwable failure;

    /** Drives the end of one; returns it if that takes longer, null if it has ended. */
    <F extends Future<?>> @Nullable F step(@Nullable F future, Context cx) {
        if (future == null) {
            return null;
        }
        try {
            return future.pollCancel(cx).isReady() ? null : future;
        } catch (Throwable thrown) {
            failure = Suppressed.add(failure, thrown);
            return null;
        }
    }

    /** What the owner's pollCancel() ends with after a step of each. */
    Poll<Void> result(boolean allEnded) throws Exception {
        if (!allEnded) {
            return Poll.pending();
        }
        Throwable thrown = failure;
        failure = null;
        if (thrown != null) {
            throw Suppressed.<Exception>asIs(thrown);
        }
        return Poll.done();
    }
}
