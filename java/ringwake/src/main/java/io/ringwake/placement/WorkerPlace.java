package io.ringwake.placement;

/**
 * Where one worker runs.
 *
 * @param worker its index
 * @param cpus what its thread is bound to
 * @param node the node of these CPUs; {@link #SEVERAL} if they are of more than one
 * @param cache the last-level cache of these CPUs, as in {@link Cpu#cache}; or {@link #SEVERAL}
 */
public record WorkerPlace(int worker, CpuSet cpus, int node, int cache) {
    /** In place of a node or cache where there is not one alone. */
    public static final int SEVERAL = Integer.MIN_VALUE;
}
