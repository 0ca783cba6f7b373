package io.ringwake.scheduler;

/**
 * How many shards an injector has, and in which order each worker looks at them: at those of its
 * own group, beginning at another one than its neighbour, then at those of the other groups, the
 * {@linkplain NearGroups nearest} first. Immutable.
 *
 * <pre>
 *   shard   0 .. n-1     n .. 2n-1    ...     n a power of two, the same for each group
 *          | group 0   | group 1    | ...
 * </pre>
 */
final class ShardOrder {
    private final int[][] orders;
    private final int share;
    private final int shardsPerGroup;
    private final int groups;

    ShardOrder(NearGroups near) {
        groups = near.groups();
        share = (near.workers() + groups - 1) / groups;
        shardsPerGroup = shardsFor(share);
        orders = new int[near.workers()][];
        int[] ranks = new int[groups];
        for (int worker = 0; worker < orders.length; worker++) {
            int group = near.groupOf(worker);
            orders[worker] = order(ranks[group]++, near.of(group));
        }
    }

    /** A power of two, one for two workers, sixteen at most. */
    private static int shardsFor(int workers) {
        return 1 << Math.max(0, Math.min(4, 30 - Integer.numberOfLeadingZeros(workers)));
    }

    private int[] order(int rank, int[] near) {
        int[] order = new int[shards()];
        int next = 0;
        for (int group : near) {
            for (int i = 0; i < shardsPerGroup; i++) {
                order[next++] = group * shardsPerGroup + ((rank + i) & (shardsPerGroup - 1));
            }
        }
        return order;
    }

    /** How many shards there are. */
    int shards() {
        return groups * shardsPerGroup;
    }

    /** The group whose workers look at this shard first. */
    int groupOf(int shard) {
        return shard >>> Integer.numberOfTrailingZeros(shardsPerGroup); // no division on this way
    }

    /** A worker moves at most one of this many of the jobs of a shard. */
    int share() {
        return share;
    }

    /** The shards in the order of this worker; not to be written to. */
    int[] of(int worker) {
        return orders[worker];
    }
}
