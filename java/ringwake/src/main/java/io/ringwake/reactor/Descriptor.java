package io.ringwake.reactor;

import io.ringwake.future.Future;
import io.ringwake.future.Poll;

/**
 * One open file descriptor and its only owner, made by {@link Reactor#adopt}.
 *
 * <p>It is closed exactly once: by {@link #close}, after the terminal completion of everything in
 * flight on it, or at the latest when the reactor shuts down. It survives {@link Reactor#rebind}.
 */
public final class Descriptor {
    private final int fd;

    Descriptor(int fd) {
        this.fd = fd;
    }

    /**
     * The number, for entries and for the cold calls of {@link io.ringwake.ffi.NativeCalls}.
     *
     * @throws IllegalStateException if {@link #close} was called: the number may mean another file
     */
    public int fd() {
        return fd;
    }

    /** Whether {@link #close} was not called yet. Any thread. */
    public boolean isOpen() {
        return true;
    }

    /**
     * Asks everything in flight on it to end, then closes it through the ring. Returns at once; no
     * new operation is accepted from now on. Any thread; the second call has no effect.
     */
    public void close() {}

    /**
     * Ends when the descriptor is closed; with the error the system reported, if any. Any thread.
     */
    public Future<Void> closed() {
        return cx -> Poll.done();
    }
}
