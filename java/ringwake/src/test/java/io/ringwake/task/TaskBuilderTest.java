package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.scheduler.FailureHandler;
import io.ringwake.scheduler.Priority;
import io.ringwake.scheduler.Worker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TaskBuilderTest {
    @ParameterizedTest
    @EnumSource
    void aTaskStaysOnItsWorker(Flavour flavour) throws Exception {
        try (Ringwake runtime = flavour.orSkip().builder().build()) {
            List<JoinHandle<Integer>> handles =
                    runtime.blockOn(
                            Futures.call(() -> {
                                List<JoinHandle<Integer>> all = new ArrayList<>();
                                for (int i = 0; i < 4 * flavour.workers(); i++) {
                                    int worker = i % flavour.workers();
                                    all.add(
                                            Tasks.builder()
                                                    .onWorker(worker)
                                                    .priority(Priority.values()[i % 3])
                                                    .spawn(new Staying(worker)));
                                }
                                return all;
                            }));
            for (JoinHandle<Integer> each : handles) {
                assertEquals(100, runtime.blockOn(each));
            }
        }
    }

    private static final class Staying implements Future<Integer> {
        private final int worker;
        private int polls;

        Staying(int worker) {
            this.worker = worker;
        }

        @Override
        public Poll<Integer> poll(Context cx) {
            assertEquals(worker, Worker.current().index());
            if (++polls == 100) {
                return Poll.ready((Integer) polls);
            }
            cx.waker().wake();
            return Poll.pending();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerThatThereIsNotIsNamed(Flavour flavour) throws Exception {
        try (Ringwake runtime = flavour.orSkip().builder().build()) {
            runtime.blockOn(
                    Futures.call(() -> {
                        int none = flavour.workers();
                        Exception thrown =
                                assertThrows(
                                        IllegalArgumentException.class,
                                        () -> Tasks.builder().onWorker(none).spawn(Futures.done()));
                        assertTrue(thrown.getMessage().contains("onWorker=" + none));
                        return true;
                    }));
        }
        assertThrows(IllegalArgumentException.class, () -> Tasks.builder().onWorker(-1));
    }

    @ParameterizedTest
    @EnumSource
    void aNameIsInWhatIsSaidOfTheTask(Flavour flavour) throws Exception {
        AtomicReference<String> reported = new AtomicReference<>();
        FailureHandler handler =
                new FailureHandler() {
                    @Override
                    public void unhandled(long taskId, Throwable failure) {}

                    @Override
                    public void unhandled(long taskId, String task, Throwable failure) {
                        reported.set(task);
                    }
                };
        JoinHandle<Integer> task;
        try (Ringwake runtime = flavour.orSkip().builder().onUnhandledFailure(handler).build()) {
            task =
                    runtime.blockOn(
                            Futures.call(() ->
                                    Tasks.builder()
                                            .name("accept")
                                            .spawn(
                                                    Futures.<Integer>failed(
                                                            new IOException("failed")))));
            assertEquals(Optional.of("accept"), task.name());
            assertEquals(Optional.empty(), runtime.spawn(Futures.done()).name());
            while (!task.isFinished()) {
                runtime.blockOn(Tasks.yieldNow());
            }
        }
        assertEquals("task " + task.id() + " \"accept\"", reported.get());
        assertEquals("Task " + task.id() + " \"accept\" (finished)", task.toString());
    }
}
