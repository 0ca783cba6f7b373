package io.ringwake.scheduler;

import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.ReactorConfig;
import io.ringwake.reactor.ReactorGroup;
import java.util.Optional;

/** Waits in a reactor's ring. */
public final class ReactorDriver implements Driver {
    private static final long REST_NANOS = 100_000_000;

    private final Reactor reactor;

    /** Opens a reactor and binds it to the calling thread. */
    public ReactorDriver(ReactorConfig config) {
        this(config, new ReactorGroup());
    }

    /** The same for one of several workers, whose reactors share their descriptors. */
    public ReactorDriver(ReactorConfig config, ReactorGroup group) {
        requireThreadOfTheSystem();
        this.reactor = Reactor.open(config, group);
    }

    @Override
    public void bind() {
        requireThreadOfTheSystem();
        reactor.rebind();
    }

    /** The kernel ties a ring to one of its threads; a virtual thread goes from one to another. */
    private static void requireThreadOfTheSystem() {
        if (VirtualThreads.isCurrent()) {
            throw new IllegalStateException(
                    "a virtual thread cannot drive a current_thread runtime with I/O, whose ring"
                            + " belongs to one thread of the system: call blockOn from a platform"
                            + " thread, or use Ringwake.multiThread()");
        }
    }

    @Override
    public void turn(long timeoutNanos) {
        reactor.turn(timeoutNanos);
    }

    @Override
    public void rest() {
        reactor.finishClosing(REST_NANOS);
    }

    @Override
    public void unpark() {
        reactor.wake();
    }

    @Override
    public Optional<Reactor> reactor() {
        return Optional.of(reactor);
    }

    @Override
    public void close() {
        reactor.close();
    }
}
