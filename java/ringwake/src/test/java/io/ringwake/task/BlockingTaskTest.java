package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.scheduler.CurrentThreadScheduler;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.SchedulerConfig;
import io.ringwake.scheduler.ThreadDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A blocking call ends once, whoever comes first. */
@Timeout(60)
final class BlockingTaskTest {
    private static final int ROUNDS = 20_000;

    private final List<Throwable> unhandled = new ArrayList<>();
    private final Scheduler scheduler =
            new CurrentThreadScheduler(
                    SchedulerConfig.builder(worker -> new ThreadDriver())
                            .failureHandler((task, failure) -> unhandled.add(failure))
                            .build());

    @Test
    void withoutAThreadItFailsWithWhatTheSystemSaid() {
        OutOfMemoryError none = new OutOfMemoryError("unable to create native thread (scripted)");
        BlockingTask<Integer> task = new BlockingTask<>(scheduler, () -> 1);
        task.refuse(none);
        assertSame(none, assertThrows(OutOfMemoryError.class, task::join));
        assertEquals(List.of(), unhandled);
    }

    @Test
    void refusedAndDetachedItIsReported() {
        OutOfMemoryError none = new OutOfMemoryError("unable to create native thread (scripted)");
        BlockingTask<Integer> task = new BlockingTask<>(scheduler, () -> 1);
        task.detach();
        task.refuse(none);
        assertEquals(List.of(none), unhandled);
    }

    @Test
    void anAbortThatRacesWithTheCallHasOneWinner() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        int done = 0;
        int aborted = 0;
        Racer aborter = new Racer();
        aborter.start();
        for (int round = 0; round < ROUNDS; round++) {
            BlockingTask<Integer> task = new BlockingTask<>(scheduler, calls::incrementAndGet);
            CountDownLatch ended = aborter.abort(task);
            task.perform();
            assertTrue(ended.await(30, TimeUnit.SECONDS));
            assertTrue(task.isFinished());
            try {
                task.join();
                done++;
            } catch (CancellationException e) {
                aborted++;
            }
        }
        aborter.interrupt();
        aborter.join();
        assertEquals(ROUNDS, done + aborted);
        assertEquals(done, calls.get());
    }

    /** Aborts what it is given, as fast as it can. */
    private static final class Racer extends Thread {
        private record Request(BlockingTask<?> task, CountDownLatch ended) {}

        private volatile Request request;

        Racer() {
            super("racer");
            setDaemon(true);
        }

        CountDownLatch abort(BlockingTask<?> task) {
            Request next = new Request(task, new CountDownLatch(1));
            request = next;
            return next.ended();
        }

        @Override
        public void run() {
            Request before = null;
            while (!isInterrupted()) {
                Request current = request;
                if (current != null && !current.equals(before)) {
                    current.task().abort();
                    current.ended().countDown();
                    before = current;
                }
            }
        }
    }
}
