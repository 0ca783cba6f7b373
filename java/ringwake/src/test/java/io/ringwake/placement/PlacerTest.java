package io.ringwake.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.ffi.DelegatingCalls;
import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.NativeUnavailableException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlacerTest {
    private static final Topology TWO_NODES = Topology.read(new Machine(2, 1, 1, 2, 1).tree());

    private final List<String> made = new ArrayList<>();

    /** Writes down what is asked for, and answers as told. */
    private final class RecordingCalls extends DelegatingCalls {
        private final int affinity;
        private final int bind;

        RecordingCalls(int affinity, int bind) {
            super(NativeLibrary.calls());
            this.affinity = affinity;
            this.bind = bind;
        }

        @Override
        public int threadSetAffinity(long mask, int words) {
            made.add("pin " + view(mask, Long.BYTES).order(ByteOrder.nativeOrder()).get());
            return affinity;
        }

        @Override
        public int memoryBind(long address, long size, int node, int policy) {
            made.add("bind " + node + " " + policy);
            return bind;
        }
    }

    private static int errno(Errno errno) {
        NativeCalls calls = NativeLibrary.calls();
        return -new ErrnoTable(calls).number(errno);
    }

    private Placer placer(Placement placement, int affinity, int bind) {
        PlacementPlan plan = PlacementPlan.of(placement, TWO_NODES, 4);
        return new Placer(plan, () -> new RecordingCalls(affinity, bind));
    }

    /** On a thread of its own, so that no other test maps memory where this one says. */
    private static void onAThread(Runnable body) throws Exception {
        List<Throwable> thrown = new ArrayList<>();
        Thread thread = new Thread(body);
        thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
        thread.start();
        thread.join(10_000);
        assertEquals(List.of(), thrown);
    }

    @Test
    void workersArePinned_andTheirMemoryIsBound() throws Exception {
        Placer placer = placer(Placement.compact(), 0, 0);
        onAThread(() -> {
            placer.placeWorker(2);
            HomeNode.bind(4096, 4096);
        });
        assertEquals(List.of("pin 4", "bind 1 1", "bind 1 1"), made);
    }

    @Test
    void blockingThreadsMayRunAnywhereAgain() throws Exception {
        onAThread(placer(Placement.compact(), 0, 0)::releaseThread);
        assertEquals(List.of("pin 15"), made);
    }

    @Test
    void none_changesNothing() throws Exception {
        Placer placer = placer(Placement.none().required(), 0, 0);
        onAThread(() -> {
            placer.placeWorker(0);
            placer.releaseThread();
            HomeNode.bind(4096, 4096);
        });
        assertEquals(List.of(), made);
    }

    @Test
    void whatIsRefused_isLeft() throws Exception {
        Placer unpinned = placer(Placement.spread(), errno(Errno.EPERM), 0);
        onAThread(() -> unpinned.placeWorker(1));
        assertEquals(List.of("pin 4"), made);
        made.clear();
        Placer unbound = placer(Placement.spread(), 0, errno(Errno.EPERM));
        onAThread(() -> {
            unbound.placeWorker(1);
            HomeNode.bind(4096, 4096);
        });
        assertEquals(List.of("pin 4", "bind 1 1"), made);
    }

    @Test
    void whatIsRequired_mustBeHad() {
        Placer unpinned = placer(Placement.spread().required(), errno(Errno.EPERM), 0);
        String message =
                assertThrows(IllegalStateException.class, () -> unpinned.placeWorker(1))
                        .getMessage();
        assertTrue(
                message.startsWith(
                        "placement=required:spread: the system refuses binding workers to CPUs"
                                + " (EPERM"),
                message);
        Placer unbound = placer(Placement.spread().required(), 0, errno(Errno.EPERM));
        assertThrows(IllegalStateException.class, () -> unbound.placeWorker(1));
    }

    @Test
    void withoutALibrary_nothingCanBePlaced() {
        PlacementPlan plan = PlacementPlan.of(Placement.compact(), TWO_NODES, 1);
        new Placer(plan, PlacerTest::noLibrary).placeWorker(0);
        PlacementPlan required = PlacementPlan.of(Placement.compact().required(), TWO_NODES, 1);
        assertThrows(
                IllegalStateException.class,
                () -> new Placer(required, PlacerTest::noLibrary).placeWorker(0));
    }

    private static NativeCalls noLibrary() {
        throw new NativeUnavailableException("none");
    }
}
