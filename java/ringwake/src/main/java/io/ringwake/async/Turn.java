package io.ringwake.async;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Two threads of which one runs while the other waits. */
final class Turn {
    private Turn() {}

    /** Waits for the turn; an interrupt neither ends the wait nor gets lost. */
    static void await(BooleanSupplier mine) {
        boolean interrupted = false;
        while (!mine.getAsBoolean()) {
            LockSupport.park(mine);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The other one has the turn now. */
    static void give(@Nullable Thread other) {
        LockSupport.unpark(other);
    }
}
