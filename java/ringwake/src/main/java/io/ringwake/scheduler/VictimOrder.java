package io.ringwake.scheduler;

/**
 * In which order one worker looks at the queues of the others: tier by tier, those near first, and
 * from a random place on within each, so that thieves do not meet. Owner only.
 */
final class VictimOrder {
    private final int[][] tiers;
    private final int[] order;
    private final RandomSequence random;

    /**
     * An order.
     *
     * @param tiers the indices of the other workers, the nearest first
     * @param seed of the random places; the same seed gives the same places
     */
    VictimOrder(int[][] tiers, long seed) {
        int count = 0;
        for (int[] tier : tiers) {
            count += tier.length;
        }
        this.tiers = tiers;
        this.order = new int[count];
        this.random = new RandomSequence(seed);
    }

    /** All others in one tier, where nothing is known of distances. */
    static int[][] oneTier(int worker, int workers) {
        int[] others = new int[workers - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = i < worker ? i : i + 1;
        }
        return new int[][] {others};
    }

    /** The others in a new order; valid until the next call. */
    int[] shuffle() {
        int next = 0;
        for (int[] tier : tiers) {
            int begin = tier.length == 0 ? 0 : random.below(tier.length);
            for (int i = 0; i < tier.length; i++) {
                int place = begin + i;
                order[next++] = tier[place < tier.length ? place : place - tier.length];
            }
        }
        return order;
    }
}
