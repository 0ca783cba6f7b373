package io.ringwake.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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

    /** Shards that are not both closed and empty, and one more until all are closed. */
    private final AtomicInteger left;

    private final CountDownLatch emptied = new CountDownLatch(1);

    /** Four shards for each worker, but one if there is one worker alone. */
    OwnedJobs(int workers) {
        int wanted = workers == 1 ? 1 : Math.min(SHARDS_MAX, workers * 4);
        shards = new OwnedShard[Integer.highestOneBit(wanted)];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = new OwnedShard(this::shardEmptied);
        }
        left = new AtomicInteger(shards.length + 1);
    }

    /** Adds the job, unless {@link #close} was called: then returns false. */
    boolean add(Job job) {
        return shards[(int) Thread.currentThread().getId() & (shards.length - 1)].add(job);
    }

    /** Removes the job; false if it is not here. */
    boolean remove(Job job) {
        OwnedShard shard = job.ownedBy;
        return shard != null && shard.remove(job);
    }

    private void shardEmptied() {
        if (left.decrementAndGet() == 0) {
            emptied.countDown();
        }
    }

    /** Accepts no job from now on and returns those that are here. One thread, once or again. */
    List<Job> close() {
        List<Job> jobs = new ArrayList<>();
        for (OwnedShard shard : shards) {
            jobs.addAll(shard.close());
        }
        if (!closed) {
            closed = true;
            shardEmptied();
        }
        return jobs;
    }

    /** Those that are here, shard by shard. */
    List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (OwnedShard shard : shards) {
            jobs.addAll(shard.jobs());
        }
        return jobs;
    }

    /**
     * Waits until no job is left, after {@link #close}; an interrupt is kept for the caller.
     *
     * @return false if the deadline came first
     */
    boolean awaitEmpty(long deadlineNanos) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return emptied.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
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
