package io.ringwake.cli.doctor;

import io.ringwake.placement.Placement;
import io.ringwake.placement.PlacementPlan;
import io.ringwake.placement.Topology;
import io.ringwake.placement.WorkerPlace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where each placement would put the workers of this process. */
final class PlacementFacts {
    private PlacementFacts() {}

    static Map<String, Object> plans(Topology topology) {
        Map<String, Object> plans = new LinkedHashMap<>();
        for (Placement placement :
                List.of(Placement.compact(), Placement.spread(), Placement.perNode())) {
            plans.put(placement.toString(), plan(placement, topology));
        }
        return plans;
    }

    private static List<String> plan(Placement placement, Topology topology) {
        int workers = PlacementPlan.defaultWorkers(placement, topology);
        PlacementPlan plan = PlacementPlan.of(placement, topology, workers);
        List<String> lines = new ArrayList<>();
        for (WorkerPlace place : plan.places()) {
            String node = place.node() == WorkerPlace.SEVERAL ? "several" : "" + place.node();
            lines.add(
                    "worker %d: cpus %s, node %s, steals from %s"
                            .formatted(
                                    place.worker(),
                                    place.cpus(),
                                    node,
                                    Arrays.deepToString(plan.stealTiers(place.worker()))));
        }
        return lines;
    }
}
