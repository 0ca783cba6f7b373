package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.ffi.NativeLibrary;
import io.ringwake.future.Futures;
import io.ringwake.io.Buf;
import io.ringwake.io.RingBuffer;
import io.ringwake.placement.CpuSet;
import io.ringwake.placement.Placement;
import io.ringwake.placement.PlacementPlan;
import io.ringwake.placement.Topology;
import io.ringwake.scheduler.Worker;
import io.ringwake.scheduler.WorkerMetrics;
import io.ringwake.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers sit where the plan says, and so does their memory; on this machine as it is. */
@Timeout(60)
final class PlacedRuntimeTest {
    private static final int TURNS = 100;
    private static final long PAGE = NativeLibrary.calls().pageSize();

    private final Topology topology = Topology.read();

    /** What each worker finds: all of them are kept in their task until every one has one. */
    private static <T> List<T> onEachWorker(Ringwake runtime, int workers, Supplier<T> body)
            throws Exception {
        CountDownLatch inside = new CountDownLatch(workers);
        ConcurrentHashMap<Integer, T> found = new ConcurrentHashMap<>();
        for (int i = 0; i < workers; i++) {
            runtime.spawn(
                    Futures.lazy(() -> {
                        found.put(Worker.current().index(), body.get());
                        inside.countDown();
                        inside.await(30, TimeUnit.SECONDS);
                        return Futures.ready(0);
                    }));
        }
        assertTrue(inside.await(30, TimeUnit.SECONDS), () -> "only " + found.keySet());
        List<T> inOrder = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            inOrder.add(found.get(i));
        }
        return inOrder;
    }

    private void assumeLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "threads are bound on Linux");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact", "spread", "node"})
    void workersSitWhereThePlanSays(String name) throws Exception {
        assumeLinux();
        Placement placement = Placement.parse(name).orElseThrow().required();
        int workers = topology.cpus().size() + 1;
        PlacementPlan plan = PlacementPlan.of(placement, topology, workers);
        try (Ringwake runtime =
                Ringwake.multiThread().workers(workers).placement(placement).build()) {
            List<List<Integer>> found = onEachWorker(runtime, workers, CallingThread::affinity);
            for (int worker = 0; worker < workers; worker++) {
                assertEquals(plan.places().get(worker).cpus().toList(), found.get(worker));
            }
        }
    }

    /** It is bound, not only put there: turns, waits and wakes later it still is. */
    @ParameterizedTest
    @ValueSource(strings = {"compact", "node"})
    void workersStayWhereTheyWerePut(String name) throws Exception {
        assumeLinux();
        Placement placement = Placement.parse(name).orElseThrow().required();
        int workers = topology.cpus().size();
        PlacementPlan plan = PlacementPlan.of(placement, topology, workers);
        try (Ringwake runtime =
                Ringwake.multiThread()
                        .workers(workers)
                        .placement(placement)
                        .eventInterval(1)
                        .build()) {
            while (fewestTurns(runtime) < TURNS) {
                List<Integer> cpus = onEachWorker(runtime, workers, CallingThread::cpu);
                for (int worker = 0; worker < workers; worker++) {
                    CpuSet own = plan.places().get(worker).cpus();
                    assertTrue(own.contains(cpus.get(worker)), () -> own + " but " + cpus);
                }
            }
        }
    }

    private static long fewestTurns(Ringwake runtime) {
        return runtime.metrics().workers().stream()
                .mapToLong(WorkerMetrics::turns)
                .min()
                .orElseThrow();
    }

    @Test
    void theirMemoryIsOnTheirNode() throws Exception {
        assumeLinux();
        Emulator.assumeNone("qemu has no move_pages, which says on which node memory is");
        int workers = topology.cpus().size();
        try (Ringwake runtime =
                Ringwake.multiThread()
                        .workers(workers)
                        .placement(Placement.spread().required())
                        .build()) {
            for (Set<Integer> nodes : onEachWorker(runtime, workers, this::nodesInUse)) {
                assertEquals(1, nodes.size(), nodes::toString);
            }
        }
    }

    /** Of this thread and of the memory it allocates. */
    private Set<Integer> nodesInUse() {
        Set<Integer> nodes = ConcurrentHashMap.newKeySet();
        nodes.add(CallingThread.node());
        try (Buf pooled = Buf.allocate(4096);
                Buf large = Buf.allocate(1 << 20);
                RingBuffer mirrored = RingBuffer.allocate((int) PAGE)) {
            pooled.put((byte) 1);
            large.put((byte) 1);
            mirrored.put((byte) 1);
            nodes.add(CallingThread.nodeOf(pooled.address()));
            nodes.add(CallingThread.nodeOf(large.address()));
            nodes.add(CallingThread.nodeOf(mirrored.headAddress()));
        }
        return nodes;
    }

    @Test
    void blockingThreadsAreNotBound() throws Exception {
        assumeLinux();
        int cpu = topology.cpus().get(0).id();
        try (Ringwake runtime =
                Ringwake.multiThread().workers(1).placement(Placement.cpus(cpu)).build()) {
            // Started by the worker, whose CPU it would keep.
            List<Integer> cpus =
                    runtime.blockOn(
                            Futures.lazy(() -> Tasks.spawnBlocking(CallingThread::affinity)));
            assertEquals(topology.cpuSet().toList(), cpus);
        }
    }

    @Test
    void aListSaysHowManyWorkersThereAre() {
        int cpu = topology.cpus().get(0).id();
        try (Ringwake runtime = Ringwake.multiThread().placement(Placement.cpus(cpu)).build()) {
            assertEquals(1, runtime.metrics().workers().size());
        }
    }

    @Test
    void aCpuThatMayNotBeUsed_isRefused() {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        Ringwake.multiThread()
                                                .placement(Placement.cpus(8191))
                                                .build())
                        .getMessage();
        assertEquals(
                "placement=cpus:8191: this process may use the CPUs " + topology.cpuSet(), message);
    }

    @Test
    void currentThreadHasNoPlacement() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Ringwake.currentThread().placement(Placement.compact()));
    }
}
