package io.ringwake.placement;

import io.ringwake.ffi.ErrnoTable;
import io.ringwake.ffi.NativeCalls;
import java.util.EnumSet;
import java.util.Set;

/** What the system has refused of one plan: logged once for each kind, or thrown if required. */
final class Refusals {
    /** What can be refused. */
    enum Kind {
        PIN,
        BIND
    }

    private static final System.Logger LOGGER = System.getLogger("io.ringwake");

    private final Placement placement;
    private final Set<Kind> said = EnumSet.noneOf(Kind.class);

    Refusals(Placement placement) {
        this.placement = placement;
    }

    /**
     * A call of the C library failed.
     *
     * @throws IllegalStateException if the placement is required
     */
    void refused(Kind kind, NativeCalls calls, int result) {
        refused(kind, new ErrnoTable(calls).describe(result));
    }

    /**
     * It cannot be had.
     *
     * @throws IllegalStateException if the placement is required
     */
    void refused(Kind kind, String why) {
        if (placement.isRequired()) {
            throw new IllegalStateException(text(kind, why));
        }
        say(kind, why);
    }

    /** The same later on, when the runtime cannot be stopped from starting any more. */
    void failed(Kind kind, NativeCalls calls, int result) {
        say(kind, new ErrnoTable(calls).describe(result));
    }

    private void say(Kind kind, String why) {
        if (isFirst(kind)) {
            LOGGER.log(System.Logger.Level.WARNING, text(kind, why) + "; going on without");
        }
    }

    private String text(Kind kind, String why) {
        String what = kind == Kind.PIN ? "binding workers to CPUs" : "binding memory to nodes";
        return "placement=" + placement + ": the system refuses " + what + " (" + why + ")";
    }

    private synchronized boolean isFirst(Kind kind) {
        return said.add(kind);
    }
}
