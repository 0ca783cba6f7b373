package io.ringwake.reactor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Operations that were still in flight on io_uring when their ring was closed: kept for the rest of
 * the process. Nobody else may refer to them any more, and buffers that are garbage are unmapped;
 * but the kernel has their addresses, and may write to them until it has ended the operations too.
 */
final class AbandonedOperations {
    private static final Queue<Operation> KEPT = new ConcurrentLinkedQueue<>();

    private AbandonedOperations() {}

    /** Any thread. */
    static void keep(Operation operation) {
        KEPT.add(operation);
    }
}
