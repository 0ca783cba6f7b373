package io.ringwake;

import io.ringwake.future.Futures;
import io.ringwake.placement.Placement;
import io.ringwake.placement.PlacementPlan;
import io.ringwake.placement.Topology;

/** Says what a process makes of the limits that it runs under. */
final class LimitedProgram {
    private LimitedProgram() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        Topology topology = Topology.read();
        System.out.println("cpus " + topology.cpuSet());
        try (Ringwake runtime = Ringwake.multiThread().build()) {
            System.out.println("workers " + runtime.metrics().workers().size());
        }
        Placement placement = Placement.compact();
        int workers = PlacementPlan.defaultWorkers(placement, topology);
        PlacementPlan plan = PlacementPlan.of(placement, topology, workers);
        plan.places().forEach(place -> System.out.println("planned " + place.cpus()));
        try (Ringwake runtime = Ringwake.multiThread().placement(placement.required()).build()) {
            System.out.println("placed " + runtime.metrics().workers().size());
            System.out.println(
                    "bound to "
                            + runtime.blockOn(
                                    Futures.lazy(() -> Futures.ready(CallingThread.affinity()))));
        }
    }
}
