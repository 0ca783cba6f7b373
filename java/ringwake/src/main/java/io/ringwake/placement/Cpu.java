package io.ringwake.placement;

/**
 * A CPU as the kernel counts them: a hardware thread of a core.
 *
 * @param id the kernel's number
 * @param core the lowest CPU of its core, which stands for the core
 * @param packageId its socket
 * @param cache the lowest CPU of those that share its last-level cache, which stands for the cache
 * @param node its NUMA node; 0 where the kernel knows none
 * @param capacity what it can do at most, 1024 for the best of a machine whose cores differ
 */
public record Cpu(int id, int core, int packageId, int cache, int node, int capacity) {
    static final int CAPACITY_MAX = 1024;
}
