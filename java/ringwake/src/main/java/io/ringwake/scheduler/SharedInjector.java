package io.ringwake.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * Jobs on their way to the workers from other threads, and what did not fit into a worker's queue.
 * In shards, so that threads that spawn at once do not fight for one head: a thread always pushes
 * to the same shard, which keeps its jobs in order; workers begin to look at different ones. Each
 * group of workers has shards of its own, which it looks at first, see {@link ShardOrder}.
 */
final class SharedInjector implements LocalQueue.Overflow {
    /** 2^32 / golden ratio: spreads thread numbers, which come in runs. */
    private static final int SPREAD = 0x9E37_79B9;

    private final InjectorShard[] shards;
    private final ShardOrder order;

    /** One for workers that are all of one group. */
    SharedInjector(int workers) {
        this(new ShardOrder(NearGroups.oneGroup(workers)));
    }

    SharedInjector(ShardOrder order) {
        this.order = order;
        shards = new InjectorShard[order.shards()];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = new InjectorShard();
        }
    }

    /**
     * Adds the job, with a full fence after. Any thread.
     *
     * @return the group that looks there first
     */
    int push(Job job) {
        job.nextQueued = null;
        int shard = shardOfThread();
        shards[shard].push(job, 1);
        return order.groupOf(shard);
    }

    @Override
    public void take(Job first, Job last, int count) {
        shards[shardOfThread()].push(first, count);
    }

    /** Takes jobs back that a worker had in its queue: into a shard that it looks at first. */
    void takeBack(int worker, Job first, int count) {
        shards[order.of(worker)[0]].push(first, count);
    }

    /** Scales the product, as an unsigned number, to the number of shards. */
    private int shardOfThread() {
        int spread = (int) Thread.currentThread().getId() * SPREAD;
        return (int) ((Integer.toUnsignedLong(spread) * shards.length) >>> Integer.SIZE);
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

    /** Takes one job, and moves a fair share of those behind it to the queue. */
    @Nullable Job take(int worker, LocalQueue queue) {
        return take(worker, queue, Integer.MAX_VALUE);
    }

    /**
     * The same, with no more than so many moved.
     *
     * @param worker the index of the caller
     * @param queue the caller's own; null to move none
     */
    @Nullable Job take(int worker, @Nullable LocalQueue queue, int most) {
        for (int shard : order.of(worker)) {
            Job job = shards[shard].take(queue, most, order.share());
            if (job != null) {
                return job;
            }
        }
        return null;
    }
}
