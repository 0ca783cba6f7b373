package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.future.Futures;
import io.ringwake.reactor.Backend;
import io.ringwake.reactor.ReadinessBackend;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of runtime every behaviour is tested on; those this machine lacks are skipped. Those
 * named after epoll are on kqueue where the library has that instead, and say so.
 */
public enum Flavour {
    WITHOUT_IO(0, null),
    IO_URING(0, Backend.IO_URING),
    EPOLL(0, Backend.EPOLL),
    MULTI_1(1, null),
    MULTI_1_IO_URING(1, Backend.IO_URING),
    MULTI_1_EPOLL(1, Backend.EPOLL),
    MULTI_4(4, null),
    MULTI_4_IO_URING(4, Backend.IO_URING),
    MULTI_4_EPOLL(4, Backend.EPOLL);

    private final int workers;
    private final @Nullable Backend backend;

    Flavour(int workers, @Nullable Backend backend) {
        this.workers = workers;
        this.backend = backend == null ? null : ReadinessBackend.meantBy(backend);
    }

    @Override
    public String toString() {
        return backend == Backend.KQUEUE ? name().replace("EPOLL", "KQUEUE") : name();
    }

    /** Whether it has workers with threads of their own. */
    public boolean isMultiThread() {
        return workers > 0;
    }

    /** Whether it has a reactor. */
    public boolean hasIo() {
        return backend != null;
    }

    /** What its reactors are on. */
    public Optional<Backend> backend() {
        return Optional.ofNullable(backend);
    }

    /** The number of workers. */
    public int workers() {
        return Math.max(1, workers);
    }

    /**
     * This flavour; ends the test as skipped if it cannot be had here, unless the environment says
     * that it must be. For constructors, after which nothing of the test runs any more.
     */
    public Flavour orSkip() {
        boolean required =
                backend == Backend.IO_URING && System.getenv("RINGWAKE_REQUIRE_URING") != null;
        assumeTrue(required || isAvailable(), () -> this + " is not available");
        return this;
    }

    /** Ends the test as skipped for a runtime with threads of its own: the test is about others. */
    public void onlyWhereTheCallerDrives() {
        assumeTrue(!isMultiThread(), () -> "is about current_thread, not " + this);
    }

    /** Requires that the thread is one that runs the runtime's tasks, asked by who drives it. */
    public void assertRunsTasks(@Nullable Thread thread) {
        if (!isMultiThread()) {
            assertSame(Thread.currentThread(), thread);
            return;
        }
        assertNotNull(thread);
        assertTrue(thread.getName().startsWith("ringwake-"), thread::getName);
    }

    /** A builder of this kind of runtime. */
    public RingwakeBuilder builder() {
        RingwakeBuilder builder =
                workers == 0 ? Ringwake.currentThread() : Ringwake.multiThread().workers(workers);
        return backend == null ? builder.withoutIo() : builder.backend(backend);
    }

    private boolean isAvailable() {
        if (backend == null) {
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
