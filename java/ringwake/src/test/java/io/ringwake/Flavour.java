package io.ringwake;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.future.Futures;
import io.ringwake.reactor.Backend;

/** The kinds of runtime every behaviour is tested on; those this machine lacks are skipped. */
public enum Flavour {
    WITHOUT_IO,
    IO_URING,
    EPOLL;

    /**
     * This flavour; ends the test as skipped if it cannot be had here, unless the environment says
     * that it must be. For constructors, after which nothing of the test runs any more.
     */
    public Flavour orSkip() {
        boolean required = this == IO_URING && System.getenv("RINGWAKE_REQUIRE_URING") != null;
        assumeTrue(required || isAvailable(), () -> this + " is not available");
        return this;
    }

    /** A builder of this kind of runtime. */
    public RingwakeBuilder builder() {
        RingwakeBuilder builder = Ringwake.currentThread();
        return this == WITHOUT_IO ? builder.withoutIo() : builder.backend(Backend.valueOf(name()));
    }

    /** Whether it has rings. */
    public boolean hasIo() {
        return this != WITHOUT_IO;
    }

    private boolean isAvailable() {
        if (this == WITHOUT_IO) {
            return true;
        }
        try (Ringwake runtime = builder().build()) {
            runtime.blockOn(Futures.done());
            return true;
        } catch (Exception | LinkageError e) {
            return false;
        }
    }
}
