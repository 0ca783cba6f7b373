package io.ringwake.placement;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the workers of a runtime are to run. Immutable.
 *
 * <pre>
 * none        where the system puts them
 * compact     each on a CPU of its own, close together: one node after the other
 * spread      each on a CPU of its own, far apart: over nodes, then over caches
 * cpus:0-3,8  worker i on the i-th CPU of the list, from its begin again after its end
 * node        each on all CPUs of a node; workers are dealt to nodes by their number of cores
 * </pre>
 *
 * <p>With {@code required:} before it, a placement must be had, see below.
 *
 * <p>Each core is used by one worker before any is used by two, and faster cores before slower
 * ones. What the system does not allow is said in the log once, and the runtime goes on without it;
 * a {@linkplain #required required} placement fails the build of the runtime instead.
 *
 * <p>Threads that a task starts begin on the CPUs of its worker, since the system has new threads
 * inherit them. The threads for blocking work that the runtime starts do not. Java's heap is the
 * garbage collector's: {@code -XX:+UseNUMA} has the JVM keep new objects on the node of the thread.
 */
public final class Placement {
    private static final String REQUIRED = "required:";
    private static final String CPUS = "cpus:";

    /** What text {@link #parse} accepts, in short: {@code cpus:N} stands for a list. */
    public static final String ALLOWED = "none, compact, spread, node, cpus:N";

    /** The kinds of placement. */
    public enum Policy {
        /** Where the system puts them. */
        NONE,
        /** One CPU each, close together. */
        COMPACT,
        /** One CPU each, far apart. */
        SPREAD,
        /** One CPU each, from a list. */
        CPUS,
        /** All CPUs of one node each. */
        NODE
    }

    private static final Placement NONE = new Placement(Policy.NONE, List.of(), false);

    private final Policy policy;
    private final List<Integer> cpus;
    private final boolean required;

    private Placement(Policy policy, List<Integer> cpus, boolean required) {
        this.policy = policy;
        this.cpus = cpus;
        this.required = required;
    }

    /** Where the system puts them. */
    public static Placement none() {
        return NONE;
    }

    /** Each worker on a CPU of its own, close together. */
    public static Placement compact() {
        return new Placement(Policy.COMPACT, List.of(), false);
    }

    /** Each worker on a CPU of its own, far apart. */
    public static Placement spread() {
        return new Placement(Policy.SPREAD, List.of(), false);
    }

    /** Each worker on all CPUs of one node. */
    public static Placement perNode() {
        return new Placement(Policy.NODE, List.of(), false);
    }

    /**
     * Worker i on the i-th of these CPUs, from the first again after the last.
     *
     * @throws IllegalArgumentException if there is none, one is named twice, or one cannot be
     */
    public static Placement cpus(int... numbers) {
        CpuSet set = CpuSet.of(numbers);
        if (set.isEmpty() || set.size() != numbers.length) {
            throw new IllegalArgumentException(
                    "cpus="
                            + Arrays.toString(numbers)
                            + ": must name at least one CPU, and each once");
        }
        return new Placement(Policy.CPUS, Arrays.stream(numbers).boxed().toList(), false);
    }

    /** The same placement, which must be had: otherwise the runtime does not start. */
    public Placement required() {
        return new Placement(policy, cpus, policy != Policy.NONE);
    }

    /** Reads a placement as {@link #toString} writes it; empty if the text is not one. */
    public static Optional<Placement> parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith(REQUIRED)) {
            return policy(name.substring(REQUIRED.length())).map(Placement::required);
        }
        return policy(name);
    }

    private static Optional<Placement> policy(String name) {
        if (name.startsWith(CPUS)) {
            return CpuListText.parse(name.substring(CPUS.length()))
                    .filter(list -> !list.isEmpty())
                    .map(list -> new Placement(Policy.CPUS, List.copyOf(list), false));
        }
        return switch (name) {
            case "none" -> Optional.of(none());
            case "compact" -> Optional.of(compact());
            case "spread" -> Optional.of(spread());
            case "node" -> Optional.of(perNode());
            default -> Optional.empty();
        };
    }

    /** Its kind. */
    public Policy policy() {
        return policy;
    }

    /** The CPUs that were listed; empty for the other kinds. */
    public List<Integer> cpuList() {
        return cpus;
    }

    /** Whether the runtime must not start without it. */
    public boolean isRequired() {
        return required;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Placement placement
                && policy == placement.policy
                && cpus.equals(placement.cpus)
                && required == placement.required;
    }

    @Override
    public int hashCode() {
        return Objects.hash(policy, cpus, required);
    }

    /** As users write it. */
    @Override
    public String toString() {
        StringBuilder list = new StringBuilder();
        for (int cpu : cpus) {
            list.append(list.length() == 0 ? ":" : ",").append(cpu);
        }
        return (required ? REQUIRED : "") + policy.name().toLowerCase(Locale.ROOT) + list;
    }
}
