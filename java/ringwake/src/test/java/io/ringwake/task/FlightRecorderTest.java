package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Futures;
import io.ringwake.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The events are there when a recording asks for them, and not otherwise. */
@Timeout(120)
final class FlightRecorderTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"WITHOUT_IO", "MULTI_1", "MULTI_4"})
    void longPollsStallsAndParksAreRecorded(Flavour flavour) throws Exception {
        long stuckId;
        List<RecordedEvent> events;
        try (Recording recording = new Recording()) {
            recording.enable("io.ringwake.LongPoll").withThreshold(Duration.ofMillis(2));
            recording.enable("io.ringwake.Stall");
            recording.enable("io.ringwake.WorkerPark");
            recording.start();
            stuckId = runOneStall(flavour);
            events = eventsOf(recording);
        }
        RecordedEvent poll = only(events, "io.ringwake.LongPoll", stuckId);
        assertTrue(poll.getDuration().compareTo(Duration.ofMillis(2)) >= 0);
        RecordedEvent stall = only(events, "io.ringwake.Stall", stuckId);
        assertTrue(stall.getString("stack").contains("CountDownLatch"), stall.getString("stack"));
        assertTrue(stall.getDuration("stuckFor").compareTo(Duration.ofMillis(2)) >= 0);
        assertTrue(events.stream().anyMatch(event -> isOf(event, "io.ringwake.WorkerPark")));
    }

    @Test
    void theyAreOffUnlessAskedFor() throws Exception {
        try (Recording recording = new Recording()) {
            recording.start();
            runOneStall(Flavour.WITHOUT_IO);
            assertEquals(
                    List.of(),
                    eventsOf(recording).stream()
                            .filter(event -> event.getEventType().getName().startsWith("io.ringw"))
                            .toList());
        }
    }

    private static long runOneStall(Flavour flavour) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Ringwake rt =
                flavour.builder()
                        .stallThreshold(Duration.ofMillis(2))
                        .onStall(report -> gate.countDown())
                        .build();
        try (rt) {
            JoinHandle<Boolean> stuck =
                    rt.spawn(Futures.lazy(() -> Futures.ready(gate.await(30, TimeUnit.SECONDS))));
            assertTrue(rt.blockOn(stuck));
            rt.blockOn(Futures.lazy(() -> Time.sleep(Duration.ofMillis(3))));
            return stuck.id();
        }
    }

    private List<RecordedEvent> eventsOf(Recording recording) throws Exception {
        recording.stop();
        Path file = folder.resolve("events.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file);
    }

    private static RecordedEvent only(List<RecordedEvent> events, String name, long taskId) {
        List<RecordedEvent> found =
                events.stream()
                        .filter(event -> isOf(event, name) && event.getLong("taskId") == taskId)
                        .toList();
        assertEquals(1, found.size(), name);
        return found.get(0);
    }

    private static boolean isOf(RecordedEvent event, String name) {
        return event.getEventType().getName().equals(name);
    }
}
