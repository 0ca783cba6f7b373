package io.ringwake.placement;

import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.NativeUnavailableException;
import io.ringwake.ffi.Scratch;
import java.lang.ref.Reference;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts the threads of a runtime where its plan says. Any thread. */
public final class Placer {
    private final PlacementPlan plan;
    private final Supplier<NativeCalls> library;
    private final Refusals refusals;

    /** One that uses the loaded library. */
    public Placer(PlacementPlan plan) {
        this(plan, NativeLibrary::calls);
    }

    Placer(PlacementPlan plan, Supplier<NativeCalls> library) {
        this.plan = plan;
        this.library = library;
        this.refusals = new Refusals(plan.placement());
    }

    /**
     * Binds the calling thread to the CPUs of this worker, and the memory that it maps from now on
     * to their node.
     *
     * @throws IllegalStateException if the placement is required and the system refuses
     */
    public void placeWorker(int worker) {
        if (plan.isPinned()) {
            calls().ifPresent(calls -> place(calls, plan.places().get(worker)));
        }
    }

    private void place(NativeCalls calls, WorkerPlace place) {
        int result = setAffinity(calls, place.cpus());
        if (result < 0) {
            refusals.refused(Refusals.Kind.PIN, calls, result);
            return; // it may run anywhere: memory of one node would not be near
        }
        if (plan.bindsMemory() && hasMemory(place.node())) {
            bindMemory(new HomeNode(calls, place.node(), refusals), calls);
        }
    }

    private void bindMemory(HomeNode home, NativeCalls calls) {
        int result = home.trial();
        if (result < 0) {
            // The first write by a thread that is bound has the same effect, as a rule.
            refusals.refused(Refusals.Kind.BIND, calls, result);
        } else {
            home.enter();
        }
    }

    private boolean hasMemory(int node) {
        return plan.topology().nodes().stream()
                .anyMatch(each -> each.id() == node && each.hasMemory());
    }

    /**
     * Lets the calling thread, which may have been started by a worker and then begins where that
     * is bound to, run on all CPUs again.
     */
    public void releaseThread() {
        if (plan.isPinned()) {
            // Refused where binding was refused: nothing is to be undone then.
            calls().ifPresent(calls -> setAffinity(calls, plan.topology().cpuSet()));
        }
    }

    private Optional<NativeCalls> calls() {
        try {
            return Optional.of(library.get());
        } catch (NativeUnavailableException noLibrary) {
            refusals.refused(Refusals.Kind.PIN, "no native library");
            return Optional.empty();
        }
    }

    private static int setAffinity(NativeCalls calls, CpuSet cpus) {
        long[] words = cpus.words();
        Scratch mask = new Scratch(calls, words.length * Long.BYTES);
        for (int i = 0; i < words.length; i++) {
            mask.putLong(i * Long.BYTES, words[i]);
        }
        try {
            return calls.threadSetAffinity(mask.address(), words.length);
        } finally {
            Reference.reachabilityFence(mask);
        }
    }
}
