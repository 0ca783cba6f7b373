package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Futures;
import io.ringwake.scheduler.RuntimeHooks;
import io.ringwake.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** When hooks are called, and that what they throw stays there. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class HooksTest {
    private final Flavour flavour;
    private final List<Long> spawned = new CopyOnWriteArrayList<>();
    private final List<Long> ended = new CopyOnWriteArrayList<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger parks = new AtomicInteger();
    private final AtomicInteger parked = new AtomicInteger();

    HooksTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    private final class Recording implements RuntimeHooks {
        @Override
        public void threadStarted() {
            threads.incrementAndGet();
            started.incrementAndGet();
        }

        @Override
        public void threadStopping() {
            threads.decrementAndGet();
        }

        @Override
        public void workerParking(int worker) {
            parks.incrementAndGet();
            parked.incrementAndGet();
        }

        @Override
        public void workerUnparked(int worker) {
            parked.decrementAndGet();
        }

        @Override
        public void taskSpawned(long taskId) {
            spawned.add(taskId);
        }

        @Override
        public void taskEnded(long taskId) {
            ended.add(taskId);
        }
    }

    @Test
    void everyTaskIsReportedAtBothEnds() throws Exception {
        JoinHandle<Integer> ready;
        JoinHandle<Integer> blocking;
        JoinHandle<Integer> aborted;
        try (Ringwake rt = flavour.builder().hooks(new Recording()).build()) {
            ready = rt.spawn(Futures.ready(1));
            rt.blockOn(ready);
            blocking = rt.spawnBlocking(() -> 2);
            blocking.join();
            aborted = rt.spawn(new OneShot<>());
        }
        assertTrue(aborted.isFinished());
        for (JoinHandle<?> handle : List.of(ready, blocking, aborted)) {
            assertEquals(1, spawned.stream().filter(id -> id == handle.id()).count());
            assertEquals(1, ended.stream().filter(id -> id == handle.id()).count());
        }
        assertEquals(spawned.stream().sorted().toList(), ended.stream().sorted().toList());
    }

    @Test
    void aTaskThatIsNotAcceptedIsNotReported() {
        Ringwake rt = flavour.builder().hooks(new Recording()).build();
        rt.close();
        assertTrue(rt.handle().spawn(Futures.ready(1)).isFinished());
        assertEquals(List.of(), spawned);
        assertEquals(List.of(), ended);
    }

    @Test
    void waitsAndThreadsAreReportedAtBothEnds() throws Exception {
        try (Ringwake rt = flavour.builder().hooks(new Recording()).build()) {
            while (parks.get() == 0) { // on a busy machine a deadline may pass before the wait
                rt.blockOn(Futures.lazy(() -> Time.sleep(Duration.ofMillis(3))));
            }
            rt.spawnBlocking(() -> 1).join();
        }
        assertEquals(0, parked.get());
        assertTrue(started.get() > 0);
        assertEquals(0, threads.get());
    }

    @Test
    void whatAHookThrowsHasNoOtherEffect() throws Exception {
        RuntimeHooks failing =
                new RuntimeHooks() {
                    @Override
                    public void threadStarted() {
                        throw new AssertionError("thrown by a test");
                    }

                    @Override
                    public void taskSpawned(long taskId) {
                        throw new AssertionError("thrown by a test");
                    }

                    @Override
                    public void workerParking(int worker) {
                        throw new AssertionError("thrown by a test");
                    }
                };
        try (Ringwake rt = flavour.builder().hooks(failing).build()) {
            int slept =
                    rt.blockOn(Futures.lazy(() -> Time.sleep(Duration.ofMillis(2)).map(done -> 4)));
            assertEquals(4, slept);
            assertEquals(5, rt.spawnBlocking(() -> 5).join());
        }
    }
}
