package io.ringwake.scheduler;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * How many shards an injector has, and in which order each worker looks at them: at those of its
 * own group, beginning at another one than its neighbour, then at those of the other groups in the
 * order in which it meets their workers when it steals. Immutable.
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

    private ShardOrder(int workers, IntUnaryOperator group, IntFunction<int[][]> stealTiers) {
        int highest = 0;
        for (int worker = 0; worker < workers; worker++) {
            highest = Math.max(highest, group.applyAsInt(worker));
        }
        groups = highest + 1;
        share = (workers + groups - 1) / groups;
        shardsPerGroup = shardsFor(share);
        orders = new int[workers][];
        int[] ranks = new int[groups];
        for (int worker = 0; worker < workers; worker++) {
            int rank = ranks[group.applyAsInt(worker)]++;
            orders[worker] = order(rank, nearGroups(worker, group, stealTiers.apply(worker)));
        }
    }

    static ShardOrder of(SchedulerConfig config) {
        return new ShardOrder(config.workers(), config::group, config::stealTiers);
    }

    static ShardOrder oneGroup(int workers) {
        return new ShardOrder(workers, worker -> 0, worker -> new int[0][]);
    }

    /** A power of two, one for two workers, sixteen at most. */
    private static int shardsFor(int workers) {
        return 1 << Math.max(0, Math.min(4, 30 - Integer.numberOfLeadingZeros(workers)));
    }

    /** All groups: its own first. */
    private Set<Integer> nearGroups(int worker, IntUnaryOperator group, int[][] stealTiers) {
        Set<Integer> near = new LinkedHashSet<>();
        near.add(group.applyAsInt(worker));
        for (int[] tier : stealTiers) {
            for (int other : tier) {
                near.add(group.applyAsInt(other));
            }
        }
        for (int other = 0; other < groups; other++) {
            near.add(other);
        }
        return near;
    }

    private int[] order(int rank, Set<Integer> near) {
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

    /** A worker moves at most one of this many of the jobs of a shard. */
    int share() {
        return share;
    }

    /** The shards in the order of this worker; not to be written to. */
    int[] of(int worker) {
        return orders[worker];
    }
}
