package io.ringwake.reactor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Actions from any thread for the owner: many push, one takes all at once. Lock-free; unbounded,
 * because what is accepted must run.
 *
 * <pre>
 *   top -> newest -> ... -> oldest -> null        open
 *   top -> CLOSED                                 nothing is accepted any more
 * </pre>
 *
 * <p>A push is one compare-and-set of the top, so there is no moment at which an action is accepted
 * but cannot be found (the hole that linked queues have between swapping the tail and linking it).
 */
final class Inbox {
    private static final VarHandle TOP;
    private static final Node CLOSED = new Node(() -> {});

    static {
        try {
            TOP = MethodHandles.lookup().findVarHandle(Inbox.class, "top", Node.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Node top;

    /** Adds an action. Any thread. Returns whether it was accepted: false only after close. */
    boolean push(Runnable action) {
        Node node = new Node(action);
        while (true) {
            Node seen = top;
            if (seen == CLOSED) {
                return false;
            }
            node.next = seen;
            // Release: the action's own state is visible to the owner that takes it.
            if (TOP.weakCompareAndSetRelease(this, seen, node)) {
                return true;
            }
        }
    }

    /** Whether nothing is there to take. Any thread. */
    boolean isEmpty() {
        Node seen = top;
        return seen == null || seen == CLOSED;
    }

    /** Takes everything, oldest first. Owner only. */
    @Nullable Node takeAll() {
        if (isEmpty()) {
            return null;
        }
        // Acquire: pairs with the pushes' release. Never CLOSED: only the owner closes.
        return oldestFirst((Node) TOP.getAndSetAcquire(this, (Node) null));
    }

    /** Takes everything and accepts nothing from now on. Owner only, or after it has left. */
    @Nullable Node close() {
        Node taken = (Node) TOP.getAndSetAcquire(this, CLOSED);
        return taken == CLOSED ? null : oldestFirst(taken);
    }

    private static @Nullable Node oldestFirst(@Nullable Node newest) {
        Node reversed = null;
        Node rest = newest;
        while (rest != null) {
            Node next = rest.next;
            rest.next = reversed;
            reversed = rest;
            rest = next;
        }
        return reversed;
    }

    /** One action and the one pushed after it. */
    static final class Node {
        final Runnable action;

        /** Plain: written before the push publishes it, then by the owner that took it. */
        @Nullable Node next;

        Node(Runnable action) {
            this.action = action;
        }
    }
}
