package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.scheduler.StallReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A task that does not come back is reported while it is inside. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class StallTest {
    private final Flavour flavour;
    private final BlockingQueue<StallReport> reports = new LinkedBlockingQueue<>();

    StallTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    @Test
    void itIsReportedOnceWithTaskAndStack() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Ringwake rt =
                flavour.builder()
                        .stallThreshold(Duration.ofMillis(2))
                        .threadName("stall-test")
                        .onStall(reports::add)
                        .build();
        try (rt) {
            JoinHandle<Boolean> stuck =
                    rt.spawn(Futures.lazy(() -> Futures.ready(waitInPoll(gate))));
            Thread opener = new Thread(() -> openOnceReported(gate));
            opener.start();
            assertTrue(rt.blockOn(stuck));
            opener.join();
            StallReport report = reports.remove();
            assertEquals(stuck.id(), report.taskId());
            assertTrue(report.task().contains(Long.toString(stuck.id())), report.task());
            assertTrue(report.stuckNanos() >= 2_000_000);
            assertTrue(report.stackText().contains("waitInPoll"), report.stackText());
        }
        assertEquals(List.of(), threadsNamed("stall-test"));
    }

    @Test
    void whatItHasWokenLastIsRunByAnotherWorker() throws Exception {
        assumeTrue(flavour.workers() > 1);
        CountDownLatch ran = new CountDownLatch(1);
        Ringwake rt = flavour.builder().stallThreshold(Duration.ofMillis(2)).build();
        try (rt) {
            boolean seen =
                    rt.blockOn(
                            Futures.lazy(() -> {
                                Tasks.spawn(counted(ran)); // in the LIFO slot
                                return Futures.ready(waitInPoll(ran));
                            }));
            assertTrue(seen);
        }
    }

    @Test
    void soIsWhatItWakesLaterInTheSamePoll() throws Exception {
        assumeTrue(flavour.workers() > 1);
        Ringwake rt = flavour.builder().stallThreshold(Duration.ofMillis(2)).build();
        try (rt) {
            boolean seen =
                    rt.blockOn(
                            Futures.lazy(() -> {
                                boolean all = true;
                                for (int i = 0; i < 3; i++) {
                                    CountDownLatch ran = new CountDownLatch(1);
                                    Tasks.spawn(counted(ran)); // in the LIFO slot
                                    all &= waitInPoll(ran);
                                }
                                return Futures.ready(all);
                            }));
            assertTrue(seen);
        }
    }

    private static Future<Void> counted(CountDownLatch latch) {
        return Futures.lazy(() -> {
            latch.countDown();
            return Futures.done();
        });
    }

    @Test
    void withoutAThresholdThereIsNoThread() throws Exception {
        try (Ringwake rt = flavour.builder().threadName("no-stalls").build()) {
            rt.blockOn(Futures.done());
            assertEquals(List.of(), threadsNamed("no-stalls-stalls"));
        }
    }

    private void openOnceReported(CountDownLatch gate) {
        try {
            StallReport report = reports.poll(30, TimeUnit.SECONDS);
            if (report != null) {
                reports.add(report);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            gate.countDown();
        }
    }

    private static boolean waitInPoll(CountDownLatch gate) throws InterruptedException {
        return gate.await(30, TimeUnit.SECONDS);
    }

    private static List<String> threadsNamed(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }
}
