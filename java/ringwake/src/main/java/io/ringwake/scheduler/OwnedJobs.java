package io.ringwake.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * All jobs that have been spawned and have not ended, so that closing the runtime reaches each of
 * them, and none is accepted once it has been closed. In shards, so that workers that spawn and end
 * jobs at once do not meet: a thread adds to the same shard always. Thread-safe.
 */
final class OwnedJobs {
    private static final int SHARDS_MAX = 64;

    private final OwnedShard[] shards;

    // Written once, after each shard was closed.
    private volatile boolean closed;

    // Written by the thread that closes; read by those that end a job after that.
    private volatile @Nullable Thread closer;

    /** Four shards for each worker, but one if there is one worker alone. */
    OwnedJobs(int workers) {
        int wanted = workers == 1 ? 1 : Math.min(SHARDS_MAX, workers * 4);
        shards = new OwnedShard[Integer.highestOneBit(wanted)];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = new OwnedShard();
        }
    }

    /** Adds the job, unless {@link #close} was called: then returns false. */
    boolean add(Job job) {
        return shards[(int) Thread.currentThread().getId() & (shards.length - 1)].add(job);
    }

    /** Removes the job; false if it is not here. */
    boolean remove(Job job) {
        OwnedShard shard = job.ownedBy;
        if (shard == null || !shard.remove(job)) {
            return false;
        }
        Thread waiting = closer;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
        return true;
    }

    /** Accepts no job from now on and returns those that are here. */
    List<Job> close() {
        List<Job> jobs = new ArrayList<>();
        for (OwnedShard shard : shards) {
            jobs.addAll(shard.close());
        }
        closed = true;
        return jobs;
    }

    /**
     * Waits until no job is left, after {@link #close}; an interrupt is kept for the caller.
     *
     * @return false if the deadline came first
     */
    boolean awaitEmpty(long deadlineNanos) {
        boolean interrupted = false;
        closer = Thread.currentThread();
        try {
            while (size() > 0) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                LockSupport.parkNanos(this, left);
                interrupted |= Thread.interrupted();
            }
            return true;
        } finally {
            closer = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean isClosed() {
        return closed;
    }

    int size() {
        int size = 0;
        for (OwnedShard shard : shards) {
            size += shard.size();
        }
        return size;
    }

    /** How many have been added so far. */
    long added() {
        long added = 0;
        for (OwnedShard shard : shards) {
            added += shard.added();
        }
        return added;
    }
}
