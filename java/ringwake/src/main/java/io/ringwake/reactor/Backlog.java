package io.ringwake.reactor;

import org.jspecify.annotations.Nullable;

/**
 * Operations that wait for room in the submission ring, first in first out: to be submitted or, if
 * they are in the ring already, to have their cancellation submitted. Linked through the operations
 * themselves, so that it allocates nothing and any of them can leave.
 */
final class Backlog {
    private @Nullable Operation first;
    private @Nullable Operation last;

    boolean isEmpty() {
        return first == null;
    }

    @Nullable Operation first() {
        return first;
    }

    void add(Operation operation) {
        assert !operation.queued : operation + " waits already";
        operation.queued = true;
        operation.previousQueued = last;
        if (last == null) {
            first = operation;
        } else {
            last.nextQueued = operation;
        }
        last = operation;
    }

    /** Takes it out if it is in. */
    void remove(Operation operation) {
        if (!operation.queued) {
            return;
        }
        Operation previous = operation.previousQueued;
        Operation next = operation.nextQueued;
        if (previous == null) {
            first = next;
        } else {
            previous.nextQueued = next;
        }
        if (next == null) {
            last = previous;
        } else {
            next.previousQueued = previous;
        }
        operation.queued = false;
        operation.previousQueued = null;
        operation.nextQueued = null;
    }
}
