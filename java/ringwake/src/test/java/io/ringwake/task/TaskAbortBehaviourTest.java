package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Futures;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an abort does, under the names of Tokio's tests; see behaviours.txt. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class TaskAbortBehaviourTest {
    private final Flavour flavour;
    private Ringwake rt;

    TaskAbortBehaviourTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    @BeforeEach
    void open() {
        rt = flavour.builder().build();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    private <T> JoinError errorOf(JoinHandle<T> task) throws Exception {
        return assertInstanceOf(TaskEnd.NoValue.class, rt.blockOn(task.outcome())).error();
    }

    private JoinHandle<Integer> startWaiting(OneShot<Integer> message) throws Exception {
        JoinHandle<Integer> task = rt.spawn(message);
        while (message.polls() == 0) {
            rt.blockOn(Tasks.yieldNow());
        }
        return task;
    }

    @Test
    void testAbortWithoutPanic3662() throws Exception {
        OneShot<Integer> held = new OneShot<>();
        JoinHandle<Integer> task = startWaiting(held);
        Thread aborter = new Thread(task::abort);
        aborter.start();
        aborter.join();
        JoinError error = errorOf(task);
        assertTrue(held.isCancelled());
        assertTrue(error.isCancelled());
    }

    /** Nothing but the abort wakes the runtime. */
    @Test
    void testAbortWakesTask3964() throws Exception {
        OneShot<Integer> destroyed = new OneShot<>();
        OneShot<Integer> never = new OneShot<>();
        JoinHandle<Integer> task = rt.spawn(never.thenClose(() -> destroyed.send(1)));
        while (never.polls() == 0) {
            rt.blockOn(Tasks.yieldNow());
        }
        Thread aborter =
                new Thread(() -> {
                    while (destroyed.polls() == 0) {
                        Thread.onSpinWait();
                    }
                    task.abort();
                    task.detach();
                });
        aborter.start();
        assertEquals(1, rt.blockOn(destroyed));
        aborter.join();
    }

    @Test
    void testJoinErrorDebug() throws Exception {
        IOException failure = new IOException("the reason");
        JoinHandle<Integer> failed = rt.spawn(Futures.failed(failure));
        JoinError ofFailed = errorOf(failed);
        assertEquals(
                "io.ringwake.task.JoinError: task "
                        + failed.id()
                        + " failed: java.io.IOException: the reason",
                ofFailed.toString());
        assertSame(failure, ofFailed.getCause());
        assertFalse(ofFailed.isCancelled());

        JoinHandle<Integer> aborted = startWaiting(new OneShot<>());
        aborted.abort();
        assertEquals(
                "io.ringwake.task.JoinError: task " + aborted.id() + " was aborted",
                errorOf(aborted).toString());
    }
}
