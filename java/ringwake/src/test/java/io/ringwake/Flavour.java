package io.ringwake;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.future.Futures;
import io.ringwake.reactor.Backend;

/** The kinds of runtime every behaviour is tested on; those this machine lacks are skipped. */
public enum Flavour {
    WITHOUT_IO,
    IO_URING,
    EPOLL;

    /** A builder of this kind of runtime; ends the test as skipped if it cannot be had here. */
    public RingwakeBuilder builder() {
        assumeTrue(isAvailable(), () -> this + " is not available");
        return unchecked();
    }

    private RingwakeBuilder unchecked() {
        RingwakeBuilder builder = Ringwake.currentThread();
        return this == WITHOUT_IO ? builder.withoutIo() : builder.backend(Backend.valueOf(name()));
    }

    private boolean isAvailable() {
        if (this == WITHOUT_IO) {
            return true;
        }
        try (Ringwake runtime = unchecked().build()) {
            runtime.blockOn(Futures.done());
            return true;
        } catch (Exception | LinkageError e) {
            return false;
        }
    }
}
