package io.ringwake.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * Jobs on their way to the workers from other threads, and what did not fit into a worker's queue.
 * In shards, so that threads that spawn at once do not fight for one head: a thread always pushes
 * to the same shard, which keeps its jobs in order; workers begin to look at different ones.
 */
final class SharedInjector implements LocalQueue.Overflow {
    /** 2^32 / golden ratio: spreads thread numbers, which come in runs. */
    private static final int SPREAD = 0x9E37_79B9;

    private final InjectorShard[] shards;
    private final int share;
    private final int shift;

    /** A power of two of shards, one for two workers, sixteen at most. */
    SharedInjector(int workers) {
        int bits = Math.max(0, Math.min(4, 30 - Integer.numberOfLeadingZeros(workers)));
        shards = new InjectorShard[1 << bits];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = new InjectorShard();
        }
        shift = Integer.SIZE - bits;
        share = workers;
    }

    /** Adds the job, with a full fence after. Any thread. */
    void push(Job job) {
        job.nextQueued = null;
        take(job, job, 1);
    }

    @Override
    public void take(Job first, Job last, int count) {
        shards[shardOfThread()].push(first, count);
    }

    private int shardOfThread() {
        if (shards.length == 1) {
            return 0;
        }
        return ((int) Thread.currentThread().getId() * SPREAD) >>> shift;
    }

    /** Whether there is nothing to take. Any thread. */
    boolean isEmpty() {
        for (InjectorShard shard : shards) {
            if (!shard.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** How many jobs wait: a snapshot, out of date at once. Any thread. */
    int depth() {
        int depth = 0;
        for (InjectorShard shard : shards) {
            depth += shard.depth();
        }
        return depth;
    }

    /**
     * Takes one job, and moves a fair share of those behind it to the queue.
     *
     * @param worker the index of the caller
     * @param queue the caller's own; null to move none
     */
    @Nullable Job take(int worker, @Nullable LocalQueue queue) {
        for (int i = 0; i < shards.length; i++) {
            Job job = shards[(worker + i) & (shards.length - 1)].take(queue, share);
            if (job != null) {
                return job;
            }
        }
        return null;
    }
}
