package io.ringwake.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thief robs its own node first, then the nearer ones, and a worker wakes one of its own node
 * first: on nodes that are made up, and on those of this machine ({@code scripts/numa-vm}).
 */
@Timeout(60)
final class NodeStealingTest {
    private static final int JOBS = 8;
    private static final int ROUNDS = 20;

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"made up", "detected"})
    void theOwnNodeIsRobbedFirst(String nodes) {
        NodeLayout layout = NodeLayout.of(nodes);
        try (NodeWorkers workers = new NodeWorkers(layout)) {
            for (int thief = 0; thief < layout.workers(); thief++) {
                new Robbery(layout, workers, thief).run();
            }
        }
    }

    /** One worker robs all others, which have jobs in their queues and are busy. */
    private static final class Robbery {
        private final NodeLayout layout;
        private final NodeWorkers workers;
        private final int thief;
        private final CountDownLatch inside;
        private final CountDownLatch pushed;
        private final CountDownLatch stolen;
        private final List<Integer> distances = Collections.synchronizedList(new ArrayList<>());

        Robbery(NodeLayout layout, NodeWorkers workers, int thief) {
            this.layout = layout;
            this.workers = workers;
            this.thief = thief;
            int victims = layout.workers() - 1;
            inside = new CountDownLatch(layout.workers());
            pushed = new CountDownLatch(victims);
            stolen = new CountDownLatch(JOBS * victims);
        }

        void run() {
            long before = workers.metrics(thief).stolenTasks();
            for (int i = 0; i < layout.workers(); i++) {
                int worker = i;
                workers.on(worker, () -> take(worker));
            }
            await(stolen);
            assertEquals(distances.stream().sorted(Comparator.naturalOrder()).toList(), distances);
            assertEquals(distances.size(), workers.metrics(thief).stolenTasks() - before);
        }

        /** What each worker has to do. */
        private void take(int worker) {
            layout.check(worker);
            inside.countDown();
            await(inside); // so that nobody steals but the thief
            if (worker == thief) {
                await(pushed);
            } else {
                fillQueue(layout.distance(layout.node(thief), layout.node(worker)));
                pushed.countDown();
                await(stolen);
            }
        }

        private void fillQueue(int distance) {
            for (int i = 0; i < JOBS; i++) {
                workers.onAny(() -> {
                    distances.add(distance);
                    stolen.countDown();
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"made up", "detected"})
    void oneOfTheOwnNodeIsWokenFirst(String nodes) throws Exception {
        NodeLayout layout = NodeLayout.of(nodes);
        try (NodeWorkers workers = new NodeWorkers(layout)) {
            for (int round = 0; round < ROUNDS; round++) {
                int worker = round % layout.workers();
                if (layout.hasNeighbour(worker)) {
                    int woken = whoIsWokenBy(worker, layout, workers);
                    assertEquals(layout.node(worker), layout.node(woken));
                }
            }
        }
    }

    /** The worker queues a job while all others sleep, and goes on with its own. */
    private static int whoIsWokenBy(int worker, NodeLayout layout, NodeWorkers workers)
            throws Exception {
        CompletableFuture<Integer> woken = new CompletableFuture<>();
        workers.on(
                worker,
                () -> {
                    workers.awaitWaiting(layout.workers() - 1);
                    workers.onAny(() -> woken.complete(Worker.current().index()));
                    woken.orTimeout(30, TimeUnit.SECONDS).join();
                });
        return woken.get(30, TimeUnit.SECONDS);
    }
}
