package io.ringwake.reactor;

import io.ringwake.ffi.Errno;
import io.ringwake.future.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One open file descriptor and its only owner, made by {@link Reactor#adopt}. Operations on it may
 * be in flight on several reactors of one {@link ReactorGroup} at once.
 *
 * <p>It is closed exactly once: by {@link #close}, after the terminal completion of everything in
 * flight on it, or at the latest when the last reactor of its group is closed. The CLOSE is
 * submitted by whoever ends the last use, on its own reactor if it has one.
 *
 * <p><b>Nothing in flight is missed.</b> submit() lists the operation here, writes the reactor and
 * IN_FLIGHT into it, then counts it in the word. close() sets CLOSING, then walks the list. What
 * was counted before CLOSING is therefore seen in flight, on the right reactor, and asked to end on
 * that reactor's thread; what comes after is refused.
 */
public final class Descriptor extends DescriptorLife {
    private final ReactorGroup group;
    private final Reactor adopter;
    private final int fd;
    private final ClosedWaiters waiters = new ClosedWaiters();

    /** Threads between hold() and letGo(), counted before they are in the word and after. */
    private final AtomicInteger holders = new AtomicInteger();

    /** Place in the {@link DescriptorRegistry}; guarded by its lock. */
    int index;

    /** Operations that were submitted on it at least once; guarded by this. */
    private @Nullable Operation operations;

    Descriptor(ReactorGroup group, Reactor adopter, int fd) {
        this.group = group;
        this.adopter = adopter;
        this.fd = fd;
    }

    /**
     * The number, for entries and for the cold calls of {@link io.ringwake.ffi.NativeCalls} where
     * nobody else can close it; otherwise see {@link #hold}.
     *
     * @throws IllegalStateException if {@link #close} was called: the number may mean another file
     */
    public int fd() {
        if (!isOpen()) {
            throw new IllegalStateException("fd=" + fd + ": is closed");
        }
        return fd;
    }

    /** The reactors through which it can be used. */
    public ReactorGroup group() {
        return group;
    }

    /** Whether {@link #close} was not called yet. Any thread. */
    public boolean isOpen() {
        return isAlive();
    }

    /**
     * Keeps {@link #heldFd} from being closed until {@link #letGo}, for a call that needs no ring.
     * Any thread.
     *
     * @return false if {@link #close} was called already
     */
    public boolean hold() {
        holders.incrementAndGet(); // before begin(), so that closeNow() finds whoever has begun
        if (begin()) {
            return true;
        }
        holders.decrementAndGet();
        return false;
    }

    /** The number between {@link #hold} and {@link #letGo}, although it may be closing. */
    public int heldFd() {
        return fd;
    }

    /** Ends {@link #hold}. */
    public void letGo() {
        endUse(null);
        holders.decrementAndGet();
    }

    /**
     * Asks everything in flight on it to end, then closes it through a ring. Returns at once; no
     * new operation is accepted from now on. Any thread; the second call has no effect.
     */
    public void close() {
        Closing found = beginClose();
        if (found == Closing.ALREADY) {
            return;
        }
        group.closingBegan();
        if (found == Closing.UNUSED) {
            submitClose(null);
        } else {
            endOperations();
        }
    }

    /**
     * Ends when the descriptor is closed; with the error the system reported, if any. Any thread;
     * each call gives a future of its own.
     */
    public Future<Void> closed() {
        return waiters.newFuture(adopter.errnos());
    }

    @Override
    public String toString() {
        return "fd=" + fd;
    }

    // ---- for the reactors

    /** The number, also while it is being closed. */
    int number() {
        return fd;
    }

    /** Lists an operation, once, so that close() finds it. */
    synchronized void list(Operation operation) {
        operation.nextListed = operations;
        operations = operation;
        operation.listed = true;
    }

    /** Takes an operation off the list: it will not be submitted again. */
    synchronized void unlist(Operation operation) {
        if (operations == operation) {
            operations = operation.nextListed;
        }
        for (Operation each = operations; each != null; each = each.nextListed) {
            if (each.nextListed == operation) {
                each.nextListed = operation.nextListed;
            }
        }
        operation.nextListed = null;
        operation.listed = false;
    }

    /** One use less; the last one of a closing descriptor submits the CLOSE. */
    void endUse(@Nullable Reactor reactor) {
        if (end()) {
            submitClose(reactor);
        }
    }

    private void endOperations() {
        for (Operation each : listed()) {
            Reactor reactor = each.inFlightOn();
            if (reactor != null) {
                reactor.cancelFromAnywhere(each);
            }
        }
    }

    private synchronized List<Operation> listed() {
        List<Operation> copy = new ArrayList<>();
        for (Operation each = operations; each != null; each = each.nextListed) {
            copy.add(each);
        }
        return copy;
    }

    /** By whoever ended the last use. */
    private void submitClose(@Nullable Reactor own) {
        Reactor caller = own == null ? group.ofCaller() : own;
        if (caller != null && caller.startClose(this)) {
            return;
        }
        if (adopter.tryExecute(() -> adopter.startClose(this))) {
            return;
        }
        for (Reactor member : group.members()) {
            if (member.tryExecute(() -> member.startClose(this))) {
                return;
            }
        }
        // All are being closed: the last of them closes what is left.
    }

    /**
     * When the last reactor of the group is closed and nothing can be in flight any more: closes
     * what is not closed yet, after calls of other threads that hold the number: those do not wait.
     */
    @SuppressWarnings("ThreadPriorityCheck") // who holds the number may need this very CPU
    void closeNow(Reactor last) {
        if (isFinished()) {
            return;
        }
        if (beginClose() != Closing.ALREADY) {
            group.closingBegan();
        }
        while (holders.get() > 0) {
            Thread.yield();
        }
        finish(last, last.calls().fdClose(fd));
    }

    /** It is closed, with this result. */
    void finish(Reactor by, int result) {
        boolean first = finish();
        assert first : this + " was closed twice";
        // After EINTR the descriptor is closed all the same, and nobody can do anything about it.
        int reported = by.errnos().is(result, Errno.EINTR) ? 0 : result;
        group.closed(this);
        by.descriptorClosed(reported);
        waiters.closed(reported);
    }
}
