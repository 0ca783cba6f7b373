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

/** What this process may use of the machine, and where each placement would put its workers. */
final class PlacementFacts {
    private final Topology topology;

    PlacementFacts(Topology topology) {
        this.topology = topology;
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("usable_cpus", topology.cpuSet().toString());
        facts.put("cores", topology.cpus().stream().map(cpu -> cpu.core()).distinct().count());
        facts.put("caches", topology.cpus().stream().map(cpu -> cpu.cache()).distinct().count());
        facts.put("nodes", topology.nodes().size());
        topology.quota().ifPresent(quota -> facts.put("quota_cpus", quota));
        if (!topology.notes().isEmpty()) {
            facts.put("assumed", topology.notes());
        }
        for (Placement placement :
                List.of(Placement.compact(), Placement.spread(), Placement.perNode())) {
            facts.put(placement.toString(), plan(placement));
        }
        return facts;
    }

    private List<String> plan(Placement placement) {
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
