/**
 * Which CPUs and NUMA nodes the workers of a runtime use: {@link io.ringwake.placement.Topology} is
 * what the machine has and this process may use of it, {@link io.ringwake.placement.Placement} what
 * the user asks for, {@link io.ringwake.placement.PlacementPlan} what follows for each worker, and
 * {@link io.ringwake.placement.Placer} carries it out on the workers' threads.
 *
 * <pre>
 * field              who reads   who writes  mode          guard
 * HomeNode.CURRENT   its thread  its thread  thread-local  one thread
 * Refusals.said      workers     workers     plain         Refusals, its monitor
 * </pre>
 */
@NullMarked
package io.ringwake.placement;

import org.jspecify.annotations.NullMarked;
