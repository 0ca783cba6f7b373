package io.ringwake.scheduler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;

/** A scheduler on some nodes, and which of its workers wait. */
final class NodeWorkers implements AutoCloseable {
    private static final long DEADLINE_NANOS = 30_000_000_000L;

    private final AtomicInteger waiting = new AtomicInteger();
    private final MultiThreadScheduler scheduler;

    NodeWorkers(NodeLayout layout) {
        scheduler =
                MultiThreadScheduler.start(
                        SchedulerConfig.builder(worker -> open(layout, worker))
                                .workers(layout.workers())
                                .lifoSlot(false)
                                .stealTiers(layout::stealTiers)
                                .group(layout::group)
                                .build());
    }

    private Driver open(NodeLayout layout, int worker) {
        layout.place(worker);
        return new CountedWaits();
    }

    /** Knows of the worker that it has looked for work in vain, and waits. */
    private final class CountedWaits implements Driver {
        private final ThreadDriver waits = new ThreadDriver();

        @Override
        public void bind() {}

        @Override
        public void turn(long timeoutNanos) {
            int counts = timeoutNanos == 0 ? 0 : 1;
            waiting.addAndGet(counts);
            waits.turn(timeoutNanos);
            waiting.addAndGet(-counts);
        }

        @Override
        public void unpark() {
            waits.unpark();
        }

        @Override
        public void close() {}
    }

    /** Runs it on this worker. */
    void on(int worker, Runnable body) {
        scheduler.schedule(new StepJob(worker, body));
    }

    /** Runs it on the calling worker, or on who steals it. */
    void onAny(Runnable body) {
        on(StepJob.ANY, body);
    }

    /** Returns when so many workers wait. */
    void awaitWaiting(int count) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (waiting.get() != count) {
            assertTrue(System.nanoTime() < deadline, () -> waiting + " wait");
            Thread.onSpinWait();
        }
    }

    WorkerMetrics metrics(int worker) {
        return scheduler.metrics().workers().get(worker);
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
