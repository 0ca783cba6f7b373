package io.ringwake.reactor;

import io.ringwake.ffi.ErrnoTable;
import io.ringwake.ffi.Feature;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.RingException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * Drives one ring: gives it operations, and hands their completions back.
 *
 * <p>It belongs to the thread that opened it (or called {@link #rebind} last); every method is for
 * that thread alone unless it says otherwise.
 */
public final class Reactor implements AutoCloseable {
    private enum Phase {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final ReactorConfig config;
    private final NativeCalls calls;
    private final ErrnoTable errnos;
    private final ReactorMetrics metrics;
    private final Failures failures = new Failures();
    private final ReactorGroup group;
    private final Doorbell doorbell;
    private final Flight flight;
    private final Turn turn;

    private volatile Thread owner;
    private volatile OpenedRing opened;
    private volatile Phase phase = Phase.OPEN;

    /** The owner's copy of {@code opened.ring()}. */
    private Ring ring;

    private Reactor(ReactorConfig config, NativeCalls calls, ReactorGroup group) {
        this.config = config;
        this.group = group;
        this.calls = calls;
        errnos = new ErrnoTable(calls);
        opened = new RingOpener(config, calls, errnos).open();
        ring = opened.ring();
        WakeState wakeState = new WakeState();
        metrics = new ReactorMetrics(wakeState);
        doorbell = new Doorbell(errnos, wakeState, ring);
        Crossing crossing = new Crossing(errnos, metrics, wakeState);
        flight = new Flight(this, crossing, metrics, failures, errnos);
        turn = new Turn(doorbell, crossing, flight, failures, metrics);
        owner = Thread.currentThread();
        countFallback();
    }

    /**
     * Opens a reactor of a group of its own on the loaded library and binds it to the calling
     * thread.
     *
     * @throws RingException if no allowed backend can be opened
     * @throws io.ringwake.ffi.NativeUnavailableException if there is no library
     */
    public static Reactor open(ReactorConfig config) {
        return open(config, NativeLibrary.calls());
    }

    /** The same as a member of a group. */
    public static Reactor open(ReactorConfig config, ReactorGroup group) {
        return open(config, NativeLibrary.calls(), group);
    }

    /** The same on given functions. */
    public static Reactor open(ReactorConfig config, NativeCalls calls) {
        return open(config, calls, new ReactorGroup());
    }

    /** The same on given functions and as a member of a group. */
    public static Reactor open(ReactorConfig config, NativeCalls calls, ReactorGroup group) {
        Reactor reactor = new Reactor(config, calls, group);
        group.join(reactor);
        return reactor;
    }

    /**
     * Takes ownership of an open descriptor for the group: from here on it is closed exactly once,
     * at the latest when the last reactor of the group is closed. Any thread.
     *
     * @throws IllegalStateException if the reactor is closed; the descriptor is closed then, too
     */
    public Descriptor adopt(int fd) {
        Descriptor descriptor = new Descriptor(group, this, fd);
        if (!add(descriptor)) {
            calls.fdClose(fd);
            throw new IllegalStateException("the reactor is closed");
        }
        return descriptor;
    }

    /** The owner needs no lock to know that it has not left the group. */
    private boolean add(Descriptor descriptor) {
        if (!isOwner()) {
            return group.addIfOpen(descriptor);
        }
        if (phase == Phase.CLOSED) {
            return false;
        }
        group.add(descriptor);
        return true;
    }

    /**
     * Gives an idle operation to the ring; it leaves with the next {@link #turn}.
     *
     * @throws IllegalStateException if it is in flight, or its descriptor or the reactor is closing
     */
    public void submit(Operation operation) {
        requireOwner();
        if (phase != Phase.OPEN) {
            throw new IllegalStateException("the reactor is closed");
        }
        if (operation.isInFlight()) {
            throw new IllegalStateException("the operation is in flight: wait for its completion");
        }
        Descriptor descriptor = operation.descriptor;
        if (descriptor != null && descriptor.group() != group) {
            throw new IllegalStateException(descriptor + ": is another runtime's");
        }
        if (!flight.start(ring, operation)) {
            throw new IllegalStateException(descriptor + ": is closed");
        }
        metrics.submitted();
    }

    /**
     * Asks an operation to end. It stays in flight until its terminal completion, which carries
     * {@code -ECANCELED} or, if that came first, its real result. Has no effect on an operation
     * that is idle or in flight on another reactor, nor the second time.
     */
    public void cancel(Operation operation) {
        requireOwner();
        if (phase != Phase.CLOSED) {
            flight.cancel(ring, operation);
        }
    }

    /**
     * One turn: runs what {@link #execute} left, publishes what was submitted, enters the kernel
     * once, and hands out completions.
     *
     * @param timeoutNanos how long to wait for the first completion or wake; 0 does not wait, less
     *     than 0 waits without limit
     * @return how many completions were handed out
     * @throws IllegalStateException if called from another thread or from inside a turn
     * @throws RingException if the ring is broken
     */
    public int turn(long timeoutNanos) {
        requireOwner();
        if (phase == Phase.CLOSED) {
            throw new IllegalStateException("the reactor is closed");
        }
        return turn.run(ring, timeoutNanos);
    }

    /**
     * Makes the current or else the next {@link #turn} return without waiting. What the caller
     * wrote before is visible to the owner when that turn returns. Costs a native call only if the
     * owner is parked. Any thread; no effect after close.
     */
    public void wake() {
        doorbell.wake();
    }

    /**
     * Runs an action on the owner's thread in its current or next turn, and wakes it. Actions of
     * one thread run in order; what one throws leaves that turn. Any thread.
     *
     * @throws RejectedExecutionException if the reactor is closed
     */
    public void execute(Runnable action) {
        if (!tryExecute(action)) {
            throw new RejectedExecutionException("the reactor is closed");
        }
    }

    /** The same; false if the reactor is closed. Any thread. */
    public boolean tryExecute(Runnable action) {
        return doorbell.tryExecute(action);
    }

    /**
     * Moves the reactor to the calling thread: opens another ring and closes the old one.
     * Descriptors stay open, operations stay usable. No effect on the thread it belongs to. The
     * caller sees to it that no other thread uses the reactor meanwhile, but for {@link #wake} and
     * {@link #execute}, and that what that thread did happens before this call.
     *
     * @throws IllegalStateException if operations are in flight (naming the thread they belong to),
     *     if the other thread is inside a turn, or if the reactor is closed
     * @throws RingException if no ring can be opened; the reactor then stays as it was
     */
    public void rebind() {
        if (isOwner()) {
            return;
        }
        requireOutsideTurn();
        if (phase != Phase.OPEN) {
            throw new IllegalStateException("the reactor is closed");
        }
        if (inFlight() > 0) {
            throw new IllegalStateException(
                    inFlight()
                            + " operations are in flight and belong to "
                            + owner
                            + ": call from that thread, or cancel them there first");
        }
        OpenedRing next = new RingOpener(config, calls, errnos).open();
        doorbell.awaitWakers();
        ring.close();
        ring = next.ring();
        opened = next;
        doorbell.rebind(ring);
        turn.reset();
        countFallback();
        owner = Thread.currentThread();
    }

    /** How many operations are in flight, closes of descriptors included. */
    public int inFlight() {
        return flight.count();
    }

    /**
     * How many descriptors of the group are on their way to being closed: a few turns end that,
     * unless an operation on one of them cannot be cancelled. Any thread.
     */
    public int closing() {
        return group.closing();
    }

    /**
     * Turns until no descriptor is on its way to being closed, or the time is over: for a thread
     * that stops turning, so that what is left over does not keep another from {@link #rebind}.
     */
    public void finishClosing(long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        long left = timeoutNanos;
        while (closing() > 0 && left > 0) {
            turn(left);
            left = deadline - System.nanoTime();
        }
    }

    /** The reactors it shares its descriptors with. Any thread. */
    public ReactorGroup group() {
        return group;
    }

    /** The counters. Any thread. */
    public ReactorMetrics metrics() {
        return metrics;
    }

    /** The backend in use, never {@link Backend#AUTO}. Any thread. */
    public Backend backend() {
        return opened.ring().backend();
    }

    /**
     * Why it is not the first choice or has a smaller ring; empty if it is as wished. Any thread.
     */
    public Optional<String> backendFallback() {
        return opened.fallback();
    }

    /** Whether the ring has an optional feature. Any thread. */
    public boolean has(Feature feature) {
        return opened.ring().features().contains(feature);
    }

    /** The functions it runs on. Any thread. */
    public NativeCalls calls() {
        return calls;
    }

    /** The platform's error numbers. Any thread. */
    public ErrnoTable errnos() {
        return errnos;
    }

    /** Whether the calling thread is the one it belongs to. Any thread. */
    public boolean isOwner() {
        return Thread.currentThread() == owner;
    }

    /** The thread it belongs to. Any thread. */
    public Thread owner() {
        return owner;
    }

    /**
     * Shuts down: cancels what is in flight and turns until all of it has ended or the configured
     * time is over, then closes the ring and, as the last of its group, every descriptor. Actions
     * left by {@link #execute} run; later ones are rejected. What is still in flight then is
     * abandoned: counted, and its memory never freed.
     *
     * <p>From a thread it does not belong to (whose owner no longer uses it) nothing can be
     * cancelled: what is in flight is abandoned at once. The second call has no effect.
     *
     * @throws IllegalStateException if it is inside a turn
     */
    @Override
    public void close() {
        if (phase == Phase.CLOSED) {
            return;
        }
        requireOutsideTurn();
        phase = Phase.CLOSING;
        if (isOwner() && !turn.isBroken()) {
            turn.drain(ring, config.shutdownTimeout().toNanos());
        }
        phase = Phase.CLOSED;
        metrics.abandoned(flight.abandon(ring));
        doorbell.awaitWakers();
        ring.close();
        doorbell.close(failures);
        group.leave(this);
        failures.throwIfAny();
    }

    // ---- for Descriptor

    /**
     * Cancels an operation that was seen in flight here, on the owner's thread: at once if that is
     * the caller's. Any thread.
     */
    void cancelFromAnywhere(Operation operation) {
        if (isOwner()) {
            cancel(operation);
        } else {
            tryExecute(() -> cancel(operation)); // a closed one has ended everything
        }
    }

    /** Submits the CLOSE of a descriptor; false if the reactor is closed. */
    boolean startClose(Descriptor descriptor) {
        return phase != Phase.CLOSED && flight.start(ring, new CloseOperation(descriptor, this));
    }

    void descriptorClosed(int result) {
        if (result < 0) {
            metrics.closeFailed();
        }
    }

    private void countFallback() {
        if (opened.fallback().isPresent()) {
            metrics.fellBack();
        }
    }

    private void requireOwner() {
        if (!isOwner()) {
            throw new IllegalStateException(
                    "the reactor belongs to " + owner + ", not to " + Thread.currentThread());
        }
    }

    private void requireOutsideTurn() {
        if (turn.isRunning() || doorbell.isParked()) {
            throw new IllegalStateException(owner + " is inside a turn");
        }
    }
}
