package io.ringwake.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * The parked workers of one group: the last to park has the warmest cache and is taken first.
 * Guarded by the lock of {@link IdleWorkers}.
 */
final class ParkedStack {
    private final IdleWorkers.@Nullable Member[] members;
    private int size;

    ParkedStack(int workers) {
        members = new IdleWorkers.Member[workers];
    }

    void push(IdleWorkers.Member worker) {
        worker.place = size;
        members[size++] = worker;
    }

    /** The last to park; null if there is none. */
    IdleWorkers.@Nullable Member top() {
        return size == 0 ? null : members[size - 1];
    }

    void remove(IdleWorkers.Member worker) {
        IdleWorkers.Member last = members[--size];
        members[size] = null;
        if (last != null && size != worker.place) {
            members[worker.place] = last;
            last.place = worker.place;
        }
        worker.place = -1;
    }
}
