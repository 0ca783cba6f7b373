package io.ringwake.cli.doctor;

import io.ringwake.cli.BackendOption;
import io.ringwake.ffi.Feature;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.ProbeLayout;
import io.ringwake.ffi.RingException;
import io.ringwake.ffi.Scratch;
import io.ringwake.reactor.Backend;
import io.ringwake.reactor.Reactor;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Finds out by opening a reactor what can be used, and by probing what it can do. */
final class BackendFacts {
    private final NativeCalls calls;

    BackendFacts(NativeCalls calls) {
        this.calls = calls;
    }

    /** One backend: whether it works, what a trial found it can do and what not; or why not. */
    Map<String, Object> of(Backend backend) {
        Map<String, Object> facts = new LinkedHashMap<>();
        try (Reactor reactor = Reactor.open(BackendOption.environment().withBackend(backend))) {
            Set<Feature> found = Feature.ofMask(probe(backend));
            Set<Feature> missing = EnumSet.allOf(Feature.class);
            missing.removeAll(found);
            facts.put("available", true);
            facts.put("features", names(found, feature -> true));
            facts.put("not_found", names(missing, f -> true));
            facts.put("found_but_not_used", names(found, feature -> !reactor.has(feature)));
        } catch (RingException e) {
            facts.put("available", false);
            facts.put("reason", String.valueOf(e.getMessage()));
        }
        return facts;
    }

    /** What a runtime that is not told a backend uses, and why it is not its first choice. */
    Map<String, Object> choice() {
        Map<String, Object> facts = new LinkedHashMap<>();
        try (Reactor reactor = Reactor.open(BackendOption.environment())) {
            facts.put("backend", reactor.backend().optionName());
            reactor.backendFallback().ifPresent(reason -> facts.put("fallback", reason));
        } catch (RingException e) {
            facts.put("backend", "none");
            facts.put("reason", String.valueOf(e.getMessage()));
        }
        return facts;
    }

    private static List<String> names(Set<Feature> features, Predicate<Feature> which) {
        return features.stream().filter(which).map(Feature::optionName).toList();
    }

    private long probe(Backend backend) {
        Scratch probe = new Scratch(calls, ProbeLayout.SIZE);
        int result = calls.probeBackend(backend.code(), probe.address());
        return result < 0 ? 0 : probe.getLong(ProbeLayout.FEATURES);
    }
}
