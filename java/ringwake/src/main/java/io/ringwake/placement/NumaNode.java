package io.ringwake.placement;

import java.util.List;

/**
 * A NUMA node.
 *
 * @param id the kernel's number
 * @param cpus those of its CPUs that this process may use
 * @param hasMemory whether it has memory that this process may use
 * @param distances to the nodes that the kernel lists, in the order of {@link Topology#nodes};
 *     empty if not known
 */
public record NumaNode(int id, CpuSet cpus, boolean hasMemory, List<Integer> distances) {}
