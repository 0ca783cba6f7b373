package io.ringwake.reactor;

import io.ringwake.ffi.EntryFlags;
import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoTable;
import org.jspecify.annotations.Nullable;

/**
 * What is in flight on one ring: puts operations and cancellations into it, and hands completions
 * to their operations. Belongs to the reactor's thread.
 */
final class Flight {
    private static final int SLOTS = 64;

    private final SlotTable slots = new SlotTable(SLOTS);
    private final Backlog backlog = new Backlog();
    private final Crossing crossing;
    private final ReactorMetrics metrics;
    private final Failures failures;
    private final Reactor reactor;
    private final int cancelled;
    private final int already;
    private int inFlight;

    Flight(
            Reactor reactor,
            Crossing crossing,
            ReactorMetrics metrics,
            Failures failures,
            ErrnoTable errnos) {
        this.reactor = reactor;
        this.crossing = crossing;
        this.metrics = metrics;
        this.failures = failures;
        this.cancelled = -errnos.number(Errno.ECANCELED);
        this.already = -errnos.number(Errno.EALREADY);
    }

    int count() {
        return inFlight;
    }

    boolean hasBacklog() {
        return !backlog.isEmpty();
    }

    // ---- into the ring

    /**
     * Starts an idle operation: into the ring, or behind those that wait for room.
     *
     * @return false, with nothing changed, if its descriptor is being closed
     */
    boolean start(Ring ring, Operation operation) {
        boolean room =
                backlog.isEmpty() && makeRoom(ring); // first: it throws if the ring is broken
        if (!operation.begin(reactor)) {
            return false;
        }
        inFlight++;
        if (!room) {
            backlog.add(operation);
            return true;
        }
        boolean entered = false;
        try {
            enterRing(ring, operation);
            entered = true;
        } finally {
            if (!entered) { // prepare has thrown
                inFlight--;
                operation.end();
                endOnDescriptor(operation.descriptor);
            }
        }
        return true;
    }

    /** Asks an operation to end; no effect if it is not in flight here. */
    void cancel(Ring ring, Operation operation) {
        // The reactor first: the state of an operation that is another's is not ours to change.
        if (operation.inFlightOn() != reactor || !operation.requestCancel() || operation.queued) {
            return; // nothing to ask, or not in the ring yet: it ends when its turn comes
        }
        if (backlog.isEmpty() && makeRoom(ring)) {
            submitCancel(ring, operation);
        } else {
            backlog.add(operation);
        }
    }

    /** Asks everything to end, but for the closing of descriptors, which ends by itself. */
    void cancelAll(Ring ring) {
        for (int slot = 0; slot < slots.capacity(); slot++) {
            Operation operation = slots.at(slot);
            if (operation != null && !(operation instanceof CloseOperation)) {
                cancel(ring, operation);
            }
        }
        for (Operation o = backlog.first(); o != null; o = o.nextQueued) {
            if (!(o instanceof CloseOperation)) {
                o.requestCancel();
            }
        }
    }

    /**
     * The ring will not be turned any more: descriptors whose CLOSE is in flight are closed now,
     * and the memory of everything else that the kernel knows of is kept.
     *
     * @return how many operations are left in flight for ever
     */
    int abandon(Ring ring) {
        int closes = 0;
        for (int slot = 0; slot < slots.capacity(); slot++) {
            Operation operation = slots.at(slot);
            int closed = settleClose(ring, operation);
            closes += closed;
            if (operation != null && closed == 0 && ring.backend() == Backend.IO_URING) {
                AbandonedOperations.keep(operation); // the other backends end with their ring
            }
        }
        for (Operation o = backlog.first(); o != null; o = o.nextQueued) {
            closes += o.token == Token.NONE ? settleClose(ring, o) : 0;
        }
        return inFlight - closes;
    }

    private static int settleClose(Ring ring, @Nullable Operation operation) {
        if (operation instanceof CloseOperation close) {
            close.settleWithout(ring);
            return 1;
        }
        return 0;
    }

    /**
     * Moves what waits into the ring, as far as there is room.
     *
     * @return how many ended without having been in the ring
     */
    int drainBacklog(Ring ring) {
        int ended = 0;
        Operation operation = backlog.first();
        while (operation != null && makeRoom(ring)) {
            backlog.remove(operation);
            if (operation.token != Token.NONE) {
                submitCancel(ring, operation);
            } else if (operation.isCancelRequested()) {
                end(operation, cancelled, 0);
                ended++;
            } else {
                ended += enterRingLate(ring, operation);
            }
            operation = backlog.first();
        }
        return ended;
    }

    /** Whatever prepare throws now can no longer reach the submitter: it leaves with the turn. */
    private int enterRingLate(Ring ring, Operation operation) {
        try {
            enterRing(ring, operation);
            return 0;
        } catch (RuntimeException | Error e) {
            failures.add(e);
            end(operation, cancelled, 0);
            return 1;
        }
    }

    private void enterRing(Ring ring, Operation operation) {
        long token = slots.acquire(operation);
        SubmissionEntry entry = ring.nextEntry(token);
        try {
            operation.prepare(entry);
            if (!entry.isFilled()) {
                throw new IllegalStateException(
                        operation.getClass().getName() + ".prepare has not filled the entry");
            }
        } catch (RuntimeException | Error e) {
            slots.release(token);
            throw e;
        }
        ring.push();
        operation.token = token;
    }

    private void submitCancel(Ring ring, Operation operation) {
        ring.nextEntry(Token.CANCEL).cancel(operation.token);
        ring.push();
    }

    private boolean makeRoom(Ring ring) {
        if (ring.hasRoom()) {
            return true;
        }
        metrics.stalled();
        crossing.flush(ring);
        return ring.hasRoom();
    }

    // ---- out of the ring

    /** Hands out the completions that are in the ring now. Returns how many. */
    int dispatch(Ring ring) {
        int tail = ring.completionTailAcquire();
        int count = 0;
        while (ring.completionHead() != tail) {
            long token = ring.token();
            int result = ring.result();
            int flags = ring.flags();
            ring.pop();
            count += deliver(token, result, flags);
        }
        ring.publishHead();
        if (ring.lost() != 0) {
            metrics.lost(Integer.toUnsignedLong(ring.lost()));
        }
        return count;
    }

    private int deliver(long token, int result, int flags) {
        if (!Token.isOperation(token)) {
            if (token == Token.WAKE && (flags & EntryFlags.MORE) == 0) {
                crossing.wakeEnded();
            } else if (token == Token.CANCEL) {
                cancelAnswered(result);
            }
            return 0;
        }
        @Nullable Operation operation = slots.find(token);
        if (operation == null) {
            metrics.droppedLate();
            return 0;
        }
        if ((flags & EntryFlags.MORE) != 0) {
            hand(operation, result, flags);
        } else {
            slots.release(token);
            backlog.remove(operation); // a cancellation that waited has become needless
            end(operation, result, flags);
        }
        return 1;
    }

    /**
     * What became of a cancellation. Either way the operation stays in flight, with its memory and
     * its descriptor, until its own terminal completion: that is the one place where it ends.
     *
     * <ul>
     *   <li>0: it was found, and ends with ECANCELED or what it had done by then.
     *   <li>ENOENT: it had ended already; its completion is here or before this one.
     *   <li>EALREADY: it is being executed at this moment and could not be taken away, but was told
     *       to end. It may still succeed. Asking again would find the same, so it is waited for,
     *       and counted.
     * </ul>
     */
    private void cancelAnswered(int result) {
        if (result == already) {
            metrics.cancelUnderWay();
        }
    }

    /**
     * The terminal completion: the operation is idle before it learns of it. As soon as it has, it
     * may be in flight on another reactor, so nothing of it is touched any more.
     */
    private void end(Operation operation, int result, int flags) {
        inFlight--;
        Descriptor descriptor = operation.descriptor;
        operation.end();
        hand(operation, result, flags);
        endOnDescriptor(descriptor);
    }

    private void endOnDescriptor(@Nullable Descriptor descriptor) {
        if (descriptor != null) {
            descriptor.endUse(reactor);
        }
    }

    private void hand(Operation operation, int result, int flags) {
        try {
            operation.complete(result, flags);
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
    }
}
