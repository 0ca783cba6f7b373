package io.ringwake.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a worker counts as stuck; the times are given by hand, and there is no thread. */
final class StallDetectorTest {
    private static final long THRESHOLD = 1_000;

    private final List<StallReport> reports = new ArrayList<>();
    private final List<Integer> rescued = new ArrayList<>();
    private final WorkerCounters counters = new WorkerCounters();
    private final PollWatch watch = new PollWatch(3, counters);
    private final Job job = new NumberedJob(1);
    private StallDetector detector;

    @BeforeEach
    void make() {
        detector = detector(reports::add);
        watch.drivenBy(Thread.currentThread());
    }

    private StallDetector detector(StallHandler handler) {
        SchedulerConfig config =
                SchedulerConfig.builder(worker -> new ThreadDriver())
                        .stallThresholdNanos(THRESHOLD)
                        .stallHandler(handler)
                        .build();
        return new StallDetector(config, List.of(watch), rescued::add);
    }

    @Test
    void aPollWithinTheThresholdIsNotReported() {
        watch.begin(job);
        detector.look(0);
        detector.look(THRESHOLD - 1);
        assertEquals(List.of(), reports);
    }

    @Test
    void aLongerOneIsReportedOnceWithWhereItIs() {
        watch.begin(job);
        detector.look(50);
        detector.look(50 + THRESHOLD);
        detector.look(50 + 5 * THRESHOLD);
        assertEquals(1, reports.size());
        StallReport report = reports.get(0);
        assertEquals(3, report.worker());
        assertEquals(THRESHOLD, report.stuckNanos());
        assertEquals(Thread.currentThread().getName(), report.thread());
        assertTrue(report.stackText().contains("StallDetectorTest"), report.stackText());
    }

    @Test
    void whatWaitsIsRescuedAtEveryLookUntilTheWorkerIsBack() {
        watch.begin(job);
        detector.look(0);
        assertEquals(List.of(), rescued);
        detector.look(THRESHOLD);
        detector.look(THRESHOLD + 1);
        assertEquals(List.of(3, 3), rescued);
        watch.pause();
        detector.look(THRESHOLD + 2);
        assertEquals(List.of(3, 3), rescued);
    }

    @Test
    void theSameJobPolledAgainIsAnotherPoll() {
        watch.begin(job);
        detector.look(0);
        counters.addPoll();
        watch.begin(job);
        detector.look(THRESHOLD);
        assertEquals(List.of(), reports);
        detector.look(2 * THRESHOLD);
        assertEquals(1, reports.size());
    }

    @Test
    void aSecondStallIsReportedAgain() {
        watch.begin(job);
        detector.look(0);
        detector.look(THRESHOLD);
        watch.pause();
        detector.look(2 * THRESHOLD);
        watch.begin(job);
        detector.look(3 * THRESHOLD);
        detector.look(4 * THRESHOLD);
        assertEquals(2, reports.size());
    }

    @Test
    void aWorkerThatWaitsIsNotStuck() {
        watch.begin(job);
        detector.look(0);
        watch.pause();
        detector.look(THRESHOLD);
        detector.look(9 * THRESHOLD);
        assertEquals(List.of(), reports);
    }

    @Test
    void oneThatNobodyDrivesAnyMoreIsNotStuck() {
        watch.begin(job);
        detector.look(0);
        watch.drivenBy(null);
        detector.look(THRESHOLD);
        assertEquals(List.of(), reports);
    }

    @Test
    void aHandlerThatThrowsIsCalledAgain() {
        StallDetector failing =
                detector(report -> {
                    reports.add(report);
                    throw new IllegalStateException("thrown by a test");
                });
        watch.begin(job);
        failing.look(0);
        failing.look(THRESHOLD);
        counters.addPoll();
        failing.look(2 * THRESHOLD);
        failing.look(3 * THRESHOLD);
        assertEquals(2, reports.size());
    }
}
