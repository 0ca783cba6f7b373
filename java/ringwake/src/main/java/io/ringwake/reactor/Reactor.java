package io.ringwake.reactor;

import io.ringwake.ffi.Feature;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeLibrary;
import java.util.Optional;

/**
 * Drives one ring: gives it operations, and hands their completions back.
 *
 * <p>It belongs to the thread that opened it (or called {@link #rebind} last); every method is for
 * that thread alone unless it says otherwise.
 */
public final class Reactor implements AutoCloseable {
    private final ReactorMetrics metrics = new ReactorMetrics();
    private final NativeCalls calls;

    private Reactor(NativeCalls calls) {
        this.calls = calls;
    }

    /**
     * Opens a reactor on the loaded library and binds it to the calling thread.
     *
     * @throws io.ringwake.ffi.RingException if no allowed backend can be opened
     * @throws io.ringwake.ffi.NativeUnavailableException if there is no library
     */
    public static Reactor open(ReactorConfig config) {
        return open(config, NativeLibrary.calls());
    }

    /** The same on given functions. */
    public static Reactor open(ReactorConfig config, NativeCalls calls) {
        return new Reactor(calls);
    }

    /**
     * Takes ownership of an open descriptor: from here on it is closed exactly once, at the latest
     * by {@link #close}.
     */
    public Descriptor adopt(int fd) {
        return new Descriptor(fd);
    }

    /**
     * Gives an idle operation to the ring; it leaves with the next {@link #turn}.
     *
     * @throws IllegalStateException if it is in flight, or its descriptor or the reactor is closing
     */
    public void submit(Operation operation) {}

    /**
     * Asks an operation to end. It stays in flight until its terminal completion, which carries
     * {@code -ECANCELED} or, if that came first, its real result. Has no effect on an idle
     * operation, nor the second time.
     */
    public void cancel(Operation operation) {}

    /**
     * One turn: runs what {@link #execute} left, publishes what was submitted, enters the kernel
     * once, and hands out completions.
     *
     * @param timeoutNanos how long to wait for the first completion or wake; 0 does not wait, less
     *     than 0 waits without limit
     * @return how many completions were handed out
     * @throws IllegalStateException if called from another thread or from inside a turn
     * @throws io.ringwake.ffi.RingException if the ring is broken
     */
    public int turn(long timeoutNanos) {
        return 0;
    }

    /**
     * Makes the current or else the next {@link #turn} return without waiting. What the caller
     * wrote before is visible to the owner when that turn returns. Costs a native call only if the
     * owner is parked. Any thread; no effect after close.
     */
    public void wake() {}

    /**
     * Runs an action on the owner's thread in its current or next turn, and wakes it. Actions of
     * one thread run in order. Any thread.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the reactor is closed
     */
    public void execute(Runnable action) {}

    /**
     * Moves the reactor to the calling thread: closes its ring and opens another. Descriptors stay
     * open, operations stay usable. No effect on the thread it belongs to. The caller sees to it
     * that no other thread uses the reactor meanwhile, but for {@link #wake} and {@link #execute}.
     *
     * @throws IllegalStateException if operations are in flight (naming the thread they belong to),
     *     if the other thread is inside a turn, or if the reactor is closed
     */
    public void rebind() {}

    /** How many operations are in flight, closes of descriptors included. */
    public int inFlight() {
        return 0;
    }

    /** The counters. Any thread. */
    public ReactorMetrics metrics() {
        return metrics;
    }

    /** The backend in use, never {@link Backend#AUTO}. Any thread. */
    public Backend backend() {
        return Backend.EPOLL;
    }

    /**
     * Why it is not the first choice or has a smaller ring; empty if it is as wished. Any thread.
     */
    public Optional<String> backendFallback() {
        return Optional.empty();
    }

    /** Whether the ring has an optional feature. Any thread. */
    public boolean has(Feature feature) {
        return false;
    }

    /** The functions it runs on. Any thread. */
    public NativeCalls calls() {
        return calls;
    }

    /** Whether the calling thread is the one it belongs to. Any thread. */
    public boolean isOwner() {
        return true;
    }

    /** The thread it belongs to. Any thread. */
    public Thread owner() {
        return Thread.currentThread();
    }

    /**
     * Shuts down: cancels what is in flight and turns until all of it has ended or the configured
     * time is over, then closes every descriptor and the ring. Actions left by {@link #execute}
     * run; later ones are rejected. What is still in flight then is abandoned: counted, and its
     * memory never freed.
     *
     * <p>From a thread it does not belong to (whose owner no longer uses it) nothing can be
     * cancelled: what is in flight is abandoned at once. The second call has no effect.
     *
     * @throws IllegalStateException if another thread is inside a turn
     */
    @Override
    public void close() {}
}
