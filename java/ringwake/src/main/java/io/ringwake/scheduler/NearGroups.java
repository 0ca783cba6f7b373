package io.ringwake.scheduler;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * The groups of workers, a NUMA node each, and in which order one looks at the others: itself
 * first, then in the order in which its workers meet theirs when they steal. Immutable.
 */
final class NearGroups {
    private final int[] groupOf;
    private final int[][] orders;

    NearGroups(SchedulerConfig config) {
        this(config.workers(), config::group);
        for (int worker = config.workers() - 1; worker >= 0; worker--) {
            orders[groupOf[worker]] = order(groupOf[worker], config.stealTiers(worker));
        }
    }

    private NearGroups(int workers, IntUnaryOperator group) {
        groupOf = new int[workers];
        int highest = 0;
        for (int worker = 0; worker < workers; worker++) {
            groupOf[worker] = group.applyAsInt(worker);
            highest = Math.max(highest, groupOf[worker]);
        }
        orders = new int[highest + 1][];
        for (int each = 0; each < orders.length; each++) {
            orders[each] = order(each, new int[0][]);
        }
    }

    static NearGroups oneGroup(int workers) {
        return new NearGroups(workers, worker -> 0);
    }

    private int[] order(int group, int[][] stealTiers) {
        Set<Integer> near = new LinkedHashSet<>();
        near.add(group);
        for (int[] tier : stealTiers) {
            for (int other : tier) {
                near.add(groupOf[other]);
            }
        }
        for (int other = 0; other < orders.length; other++) {
            near.add(other);
        }
        return near.stream().mapToInt(Integer::intValue).toArray();
    }

    int workers() {
        return groupOf.length;
    }

    int groups() {
        return orders.length;
    }

    /** The group of a worker. */
    int groupOf(int worker) {
        return groupOf[worker];
    }

    /** All groups in the order of this one; not to be written to. */
    int[] of(int group) {
        return orders[group];
    }
}
