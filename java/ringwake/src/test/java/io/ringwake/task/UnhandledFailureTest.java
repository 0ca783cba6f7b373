package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class UnhandledFailureTest {
    private final List<Throwable> reported = new CopyOnWriteArrayList<>();
    private final IOException failure = new IOException("failed");
    private Ringwake rt;

    @BeforeEach
    void open() {
        rt =
                Flavour.WITHOUT_IO
                        .builder()
                        .onUnhandledFailure((task, thrown) -> reported.add(thrown))
                        .build();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    @Test
    void ofATaskDetachedBeforeIsReportedWhenItFails() throws Exception {
        rt.spawn(Futures.failed(failure)).detach();
        rt.blockOn(Tasks.yieldNow());
        assertEquals(List.of(failure), reported);
    }

    @Test
    void ofATaskDetachedAfterIsReportedThen() throws Exception {
        JoinHandle<Integer> task = rt.spawn(Futures.failed(failure));
        rt.blockOn(Tasks.yieldNow());
        assertEquals(List.of(), reported);
        task.detach();
        task.detach();
        assertEquals(List.of(failure), reported);
    }

    @Test
    void ofAHandleNobodyLooksAtIsReportedAtClose() throws Exception {
        JoinHandle<Integer> task = rt.spawn(Futures.failed(failure));
        rt.blockOn(Tasks.yieldNow());
        rt.close();
        assertEquals(List.of(failure), reported);
        assertThrows(IOException.class, task::join);
    }

    @Test
    void ofAHandleThatWasDroppedIsReportedOnceItIsCollected() throws Exception {
        rt.spawn(Futures.failed(failure));
        rt.blockOn(Tasks.yieldNow());
        OneShot<Integer> message = new OneShot<>();
        Thread collector =
                new Thread(() -> {
                    while (reported.isEmpty()) {
                        System.gc();
                        rt.handle().spawn(Futures.done());
                    }
                    message.send(0);
                });
        collector.start();
        rt.blockOn(message);
        collector.join();
        assertEquals(List.of(failure), reported);
    }

    @Test
    void isNotReportedWhenSomeoneLooked() throws Exception {
        JoinHandle<Integer> task = rt.spawn(Futures.failed(failure));
        assertThrows(IOException.class, () -> rt.blockOn(task));
        rt.close();
        assertEquals(List.of(), reported);
    }

    @Test
    void isNotReportedForAnAbortedTask() throws Exception {
        JoinHandle<Integer> task = rt.spawn(new OneShot<>());
        rt.blockOn(Tasks.yieldNow());
        task.abort();
        task.detach();
        rt.close();
        assertEquals(List.of(), reported);
    }

    @Test
    void aHandlerThatThrowsDoesNotStopTheWorker() throws Exception {
        try (Ringwake strange =
                Flavour.WITHOUT_IO
                        .builder()
                        .onUnhandledFailure((task, thrown) -> {
                            throw new IllegalStateException("from the handler");
                        })
                        .build()) {
            strange.spawn(Futures.failed(failure)).detach();
            assertEquals("goes on", strange.blockOn(Tasks.yieldNow().map(done -> "goes on")));
        }
    }

    @Test
    void norDoesOneThatThrowsTheFailureItself() throws Exception {
        IllegalStateException own = new IllegalStateException("thrown by a task");
        try (Ringwake strange =
                Flavour.WITHOUT_IO
                        .builder()
                        .onUnhandledFailure((task, thrown) -> {
                            throw own;
                        })
                        .build()) {
            Future<Void> failing =
                    cx -> {
                        throw own;
                    };
            strange.spawn(failing).detach();
            assertEquals("goes on", strange.blockOn(Tasks.yieldNow().map(done -> "goes on")));
        }
    }
}
