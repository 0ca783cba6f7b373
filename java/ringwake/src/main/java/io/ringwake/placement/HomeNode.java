package io.ringwake.placement;

import io.ringwake.ffi.BindPolicy;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * The node that the memory of a thread is to come from. Whoever maps memory for the calling thread
 * binds it here before it is first written; on threads that no plan has placed that does nothing.
 *
 * <p>The node is preferred, not demanded: memory bound strictly kills the process at a page fault
 * when the node is full.
 */
public final class HomeNode {
    private static final int POLICY = BindPolicy.PREFERRED.code();
    private static final ThreadLocal<@Nullable HomeNode> CURRENT = new ThreadLocal<>();

    private final NativeCalls calls;
    private final int node;
    private final Refusals refusals;

    HomeNode(NativeCalls calls, int node, Refusals refusals) {
        this.calls = calls;
        this.node = node;
        this.refusals = refusals;
    }

    /**
     * Tries it with a page.
     *
     * @return what the C library returned
     */
    int trial() {
        try (NativeMemory page = NativeMemory.map(calls, 1)) {
            return calls.memoryBind(page.address(), page.size(), node, POLICY);
        }
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
     */
    public static void bind(long address, long size) {
        HomeNode home = CURRENT.get();
        if (home != null) {
            home.bindTo(address, size);
        }
    }

    private void bindTo(long address, long size) {
        int result = calls.memoryBind(address, size, node, POLICY);
        if (result < 0) {
            refusals.failed(Refusals.Kind.BIND, calls, result);
        }
    }
}
