package io.ringwake.scheduler;

/** Random numbers that follow from a seed: enough for fair choices, and cheap. Owner only. */
final class RandomSequence {
    private long state;

    RandomSequence(long seed) {
        // SplitMix64 (Steele, Lea, Flood, 2014) makes neighbouring seeds unlike; xorshift needs
        // a state that is not 0.
        long mixed = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
        this.state = mixed == 0 ? 1 : mixed;
    }

    /** From 0 to bound - 1: xorshift64 (Marsaglia, 2003), scaled to the bound. */
    int below(int bound) {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return (int) (((state >>> 32) * bound) >>> 32);
    }
}
