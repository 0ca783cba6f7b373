package io.ringwake.placement;

import io.ringwake.ffi.BindPolicy;
import io.ringwake.ffi.NativeCalls;
import org.jspecify.annotations.Nullable;

/**
 * The node that the memory of a thread is to come from. Whoever maps memory for the calling thread
 * binds it here before it is first written; on threads that no plan has placed that does nothing.
 *
 * <p>The node is preferred, not demanded: memory bound strictly kills the process at a page fault
 * when the node is full.
 */
public final class HomeNode {
    private static final ThreadLocal<@Nullable HomeNode> CURRENT = new ThreadLocal<>();

    private final NativeCalls calls;
    private final int node;
    private final Refusals refusals;

    HomeNode(NativeCalls calls, int node, Refusals refusals) {
        this.calls = calls;
        this.node = node;
        this.refusals = refusals;
    }

    /** The calling thread maps its memory on this node from now on. */
    void enter() {
        CURRENT.set(this);
    }

    /**
     * Binds memory that was mapped for the calling thread to its node, if it has one.
     *
     * @param address a multiple of the page size
     * @param size a multiple of the page size; of mirrored memory that of one half
     * @throws IllegalStateException if the placement is required and the system refuses
     */
    public static void bind(long address, long size) {
        HomeNode home = CURRENT.get();
        if (home != null) {
            home.bindTo(address, size);
        }
    }

    private void bindTo(long address, long size) {
        int result = calls.memoryBind(address, size, node, BindPolicy.PREFERRED.code());
        if (result < 0) {
            refusals.refused(Refusals.Kind.BIND, calls, result);
        }
    }
}
