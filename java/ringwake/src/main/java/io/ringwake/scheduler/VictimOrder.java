package io.ringwake.scheduler;

/**
 * In which order one worker looks at the queues of the others: tier by tier, those near first, and
 * from a random place on within each, so that thieves do not meet. Owner only.
 */
final class VictimOrder {
    private final int[][] tiers;
    private final int[] order;
    private long random;

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
        // SplitMix64 (Steele, Lea, Flood, 2014) makes neighbouring seeds unlike; xorshift needs
        // a state that is not 0.
        long mixed = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
        this.random = mixed == 0 ? 1 : mixed;
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
            int begin = tier.length == 0 ? 0 : below(tier.length);
            for (int i = 0; i < tier.length; i++) {
                int place = begin + i;
                order[next++] = tier[place < tier.length ? place : place - tier.length];
            }
        }
        return order;
    }

    /** xorshift64 (Marsaglia, 2003), scaled to the bound. */
    private int below(int bound) {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (int) (((random >>> 32) * bound) >>> 32);
    }
}
