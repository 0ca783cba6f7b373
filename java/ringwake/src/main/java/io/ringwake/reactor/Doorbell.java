package io.ringwake.reactor;

import io.ringwake.ffi.ErrnoTable;
import io.ringwake.ffi.RingException;
import org.jspecify.annotations.Nullable;

/**
 * How other threads reach the owner of a reactor: they leave actions, and end its wait. What the
 * owner alone may call says so.
 */
final class Doorbell {
    private final ErrnoTable errnos;
    private final WakeState wakeState;
    private final Inbox inbox = new Inbox();
    private volatile Ring ring;

    Doorbell(ErrnoTable errnos, WakeState wakeState, Ring ring) {
        this.errnos = errnos;
        this.wakeState = wakeState;
        this.ring = ring;
    }

    /** See {@link Reactor#wake}. Any thread. */
    void wake() {
        if (!wakeState.notifyOwner()) {
            return;
        }
        int result;
        try {
            result = ring.wake(); // kept open by the owner until the call has ended
        } finally {
            wakeState.callEnded();
        }
        if (result < 0) {
            throw RingException.of(errnos, "rw_ring_wake", result);
        }
    }

    /** See {@link Reactor#tryExecute}. Any thread. */
    boolean tryExecute(Runnable action) {
        if (!inbox.push(action)) {
            return false;
        }
        wake();
        return true;
    }

    /** Owner: forgets a wake; returns whether there was one. */
    boolean clear() {
        return wakeState.clear();
    }

    /** Owner: runs what was left; what that throws goes to the failures. False if nothing was. */
    boolean runActions(Failures failures) {
        return run(inbox.takeAll(), failures);
    }

    /** Owner: no action is accepted from now on; runs those that were. */
    void close(Failures failures) {
        run(inbox.close(), failures);
    }

    /** Whether the owner is in a wait. Any thread; true may be out of date. */
    boolean isParked() {
        return wakeState.isParked();
    }

    /**
     * Waits for wakes in progress: the ring may be closed then. As {@link WakeState#awaitWakers}.
     */
    void awaitWakers() {
        wakeState.awaitWakers();
    }

    /** Wakes go to another ring from now on. As {@link Reactor#rebind}. */
    void rebind(Ring to) {
        ring = to;
    }

    private static boolean run(Inbox.@Nullable Node oldest, Failures failures) {
        for (Inbox.Node node = oldest; node != null; node = node.next) {
            try {
                node.action.run();
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
        }
        return oldest != null;
    }
}
