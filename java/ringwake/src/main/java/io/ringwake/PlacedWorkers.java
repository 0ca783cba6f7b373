package io.ringwake;

import io.ringwake.placement.Placement;
import io.ringwake.placement.PlacementPlan;
import io.ringwake.placement.Placer;
import io.ringwake.placement.Topology;
import io.ringwake.scheduler.Driver;
import io.ringwake.scheduler.SchedulerConfig;
import java.util.Optional;
import java.util.function.IntFunction;

/** Has the workers of a runtime run where its placement says. */
final class PlacedWorkers {
    private static final System.Logger LOGGER = System.getLogger("io.ringwake");

    private final PlacementPlan plan;
    private final Placer placer;

    /**
     * Plans for this machine.
     *
     * @param workers how many; empty leaves that to the placement
     * @throws IllegalArgumentException if CPUs are listed that this process may not use
     */
    PlacedWorkers(Placement placement, Optional<Integer> workers) {
        Topology topology = Topology.read();
        int count = workers.orElseGet(() -> PlacementPlan.defaultWorkers(placement, topology));
        plan = PlacementPlan.of(placement, topology, count);
        placer = new Placer(plan);
        for (String note : plan.notes()) {
            LOGGER.log(System.Logger.Level.INFO, "placement=" + placement + ": " + note);
        }
    }

    int workers() {
        return plan.places().size();
    }

    /** Places the worker's thread before its driver is opened, whose memory is to be near. */
    IntFunction<Driver> beforeOpening(IntFunction<Driver> opener) {
        return worker -> {
            placer.placeWorker(worker);
            return opener.apply(worker);
        };
    }

    void configure(SchedulerConfig.Builder config) {
        config.stealTiers(plan::stealTiers)
                .group(plan::group)
                .blockingThreadStart(placer::releaseThread);
    }
}
