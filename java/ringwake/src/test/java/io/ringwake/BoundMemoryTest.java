package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.NativeMemory;
import io.ringwake.future.Futures;
import io.ringwake.io.Buf;
import io.ringwake.io.RingBuffer;
import io.ringwake.placement.Cpu;
import io.ringwake.placement.Placement;
import io.ringwake.scheduler.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A worker's memory lies on its node because it is bound to it, not only because the worker is the
 * first to write it: here somebody on another node is. Needs two nodes: {@code scripts/numa-vm}.
 */
@Timeout(60)
final class BoundMemoryTest {
    private static final int FAR = 1; // the index of its worker

    private final TwoNodes nodes = TwoNodes.found();
    private final List<Object> held = new ArrayList<>();

    /**
     * The node of a page that a worker of the far node maps and one of the near node writes first.
     */
    private int nodeOfPageWrittenFirstFromNear(LongSupplier mapped) throws Exception {
        CompletableFuture<Long> page = new CompletableFuture<>();
        CompletableFuture<Integer> node = new CompletableFuture<>();
        Placement placement = Placement.cpus(nodes.near().id(), nodes.far().id()).required();
        try (Ringwake runtime = Ringwake.multiThread().placement(placement).build()) {
            for (int i = 0; i < 2; i++) {
                runtime.spawn(
                        Futures.lazy(() -> {
                            if (Worker.current().index() == FAR) {
                                map(mapped, page, node);
                            } else {
                                writeFirst(nodes.near(), page, node);
                            }
                            return Futures.ready(0);
                        }));
            }
            return node.get(30, TimeUnit.SECONDS);
        }
    }

    /** Keeps its worker, so that the other task is run by the other one. */
    private static void map(
            LongSupplier mapped, CompletableFuture<Long> page, CompletableFuture<Integer> node)
            throws Exception {
        try {
            long address = mapped.getAsLong();
            assertTrue(CallingThread.nodeOf(address) < 0, "nobody has written it");
            page.complete(address);
            node.get(30, TimeUnit.SECONDS);
        } catch (Throwable failure) {
            node.completeExceptionally(failure);
        }
    }

    private static void writeFirst(
            Cpu near, CompletableFuture<Long> page, CompletableFuture<Integer> node) {
        try {
            long address = page.get(30, TimeUnit.SECONDS);
            assertEquals(near.node(), CallingThread.node());
            CallingThread.write(address);
            node.complete(CallingThread.nodeOf(address));
        } catch (Throwable failure) {
            node.completeExceptionally(failure);
        }
    }

    @Test
    void aSlab() throws Exception {
        assertEquals(
                nodes.far().node(),
                nodeOfPageWrittenFirstFromNear(() -> hold(Buf.allocate(1 << 16))));
    }

    @Test
    void aLargeBuffer() throws Exception {
        assertEquals(
                nodes.far().node(),
                nodeOfPageWrittenFirstFromNear(() -> hold(Buf.allocate(1 << 20))));
    }

    private long hold(Buf buf) {
        held.add(buf);
        return buf.address();
    }

    @Test
    void aMirroredBuffer() throws Exception {
        assertEquals(
                nodes.far().node(),
                nodeOfPageWrittenFirstFromNear(() -> {
                    RingBuffer mirrored = RingBuffer.allocate(1 << 16);
                    held.add(mirrored);
                    return mirrored.headAddress();
                }));
    }

    /** Without being bound it is where it was written first: what the others would see, too. */
    @Test
    void memoryThatIsNotBound_isNot() throws Exception {
        assertEquals(
                nodes.near().node(),
                nodeOfPageWrittenFirstFromNear(() -> {
                    NativeMemory plain = NativeMemory.map(NativeLibrary.calls(), 1 << 16);
                    held.add(plain);
                    return plain.address();
                }));
    }
}
