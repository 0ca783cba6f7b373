package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ringwake.ffi.DelegatingCalls;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.RingLayout;
import io.ringwake.placement.Cpu;
import io.ringwake.placement.Placement;
import io.ringwake.placement.PlacementPlan;
import io.ringwake.placement.Placer;
import io.ringwake.placement.Topology;
import io.ringwake.reactor.Backend;
import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.ReactorConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On which node the pages of a ring lie. Needs two nodes: {@code scripts/numa-vm}. */
@Timeout(60)
final class BoundRingTest {
    private final TwoNodes nodes = TwoNodes.found();
    private final RingPages pages = new RingPages();

    /** Looks at a ring between its opening and its binding. */
    private static final class RingPages extends DelegatingCalls {
        private final List<Long> addresses = new ArrayList<>();
        private int openedOn;

        RingPages() {
            super(NativeLibrary.calls());
        }

        @Override
        public int ringLayout(long ring, long outAddress) {
            int result = real.ringLayout(ring, outAddress);
            ByteBuffer layout =
                    real.view(outAddress, RingLayout.SIZE).order(ByteOrder.nativeOrder());
            add(layout.getLong(RingLayout.RING_BASE), layout.getLong(RingLayout.RING_SIZE));
            add(layout.getLong(RingLayout.SQES_BASE), layout.getLong(RingLayout.SQES_SIZE));
            openedOn = CallingThread.nodeOf(addresses.get(0));
            return result;
        }

        private void add(long begin, long size) {
            for (long at = 0; at < size; at += real.pageSize()) {
                addresses.add(begin + at);
            }
        }

        /** The nodes of its pages, each of which has been written. */
        List<Integer> nodes() {
            List<Integer> found = new ArrayList<>();
            for (long address : addresses) {
                CallingThread.write(address + real.pageSize() - 1);
                found.add(CallingThread.nodeOf(address));
            }
            return found.stream().distinct().toList();
        }
    }

    /** The nodes of a ring that a thread opens on this CPU, whose memory is to be far. */
    private List<Integer> nodesOfRing(Backend backend, Cpu openedOn) throws Exception {
        Placement placement = Placement.cpus(nodes.far().id()).required();
        Placer placer = new Placer(PlacementPlan.of(placement, Topology.read(), 1));
        ReactorConfig config = ReactorConfig.defaults().withBackend(backend);
        CompletableFuture<List<Integer>> found = new CompletableFuture<>();
        Thread thread =
                new Thread(() -> {
                    placer.placeWorker(0);
                    CallingThread.bindTo(openedOn.id());
                    try (Reactor reactor = Reactor.open(config, pages)) {
                        reactor.turn(0);
                        found.complete(pages.nodes());
                    } catch (Throwable failure) {
                        found.completeExceptionally(failure);
                    }
                });
        thread.start();
        return found.get(30, TimeUnit.SECONDS);
    }

    /** Not only because a worker of that node opens it. */
    @Test
    void thatOfEpollLiesWhereItIsBound() throws Exception {
        assertEquals(List.of(nodes.far().node()), nodesOfRing(Backend.EPOLL, nodes.near()));
        assertNotEquals(nodes.far().node(), pages.openedOn, "before it was bound");
    }

    /** It cannot be bound, and need not be: a worker opens it on its own CPU. */
    @Test
    void thatOfIoUringLiesWhereItIsOpened() throws Exception {
        assertEquals(List.of(nodes.far().node()), nodesOfRing(Backend.IO_URING, nodes.far()));
        pages.addresses.clear();
        assertEquals(List.of(nodes.near().node()), nodesOfRing(Backend.IO_URING, nodes.near()));
    }
}
