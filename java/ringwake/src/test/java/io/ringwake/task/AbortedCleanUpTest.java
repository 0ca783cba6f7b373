package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.future.SlowEnd;
import io.ringwake.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A task that was aborted ends when it has cleaned up. */
@Timeout(30) // half of the shutdown timeout: a wait for that is a failure
@ParameterizedClass
@EnumSource(Flavour.class)
final class AbortedCleanUpTest {
    private final Flavour flavour;
    private final SlowEnd<Integer> slow = new SlowEnd<>();
    private Ringwake rt;

    AbortedCleanUpTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
        this.rt = flavour.builder().shutdownTimeout(Duration.ofMinutes(1)).build();
    }

    @AfterEach
    void close() {
        slow.end();
        rt.close();
    }

    /** Drives the runtime until the future has been asked to end. */
    private Future<Void> asked() {
        return Futures.repeatWhile(() -> Tasks.yieldNow().map(nothing -> !slow.isAsked()));
    }

    private void driveUntil(AtomicBoolean condition) throws Exception {
        while (!condition.get()) {
            rt.blockOn(Tasks.yieldNow());
        }
    }

    private static void endOnceAsked(SlowEnd<?> slow) {
        new Thread(
                        () -> {
                            while (!slow.isAsked()) {
                                Thread.onSpinWait();
                            }
                            slow.end();
                        })
                .start();
    }

    @Test
    void isWaitedForByTheHandle() throws Exception {
        JoinHandle<Integer> task = rt.spawn(slow);
        task.abort();
        rt.blockOn(asked());
        task.abort();
        rt.blockOn(Tasks.yieldNow());
        assertFalse(task.isFinished());
        slow.end();
        assertThrows(CancellationException.class, () -> rt.blockOn(task));
        assertFalse(slow.isCancelled());
    }

    @Test
    void mayGiveWayAndSleep() throws Exception {
        Future<Void> cleanUp =
                Tasks.yieldNow().andThen(nothing -> Time.sleep(Duration.ofMillis(1)));
        Future<Integer> future =
                new Future<>() {
                    @Override
                    public Poll<Integer> poll(Context cx) {
                        return Poll.pending();
                    }

                    @Override
                    public Poll<Void> pollCancel(Context cx) throws Exception {
                        return cleanUp.poll(cx);
                    }
                };
        JoinHandle<Integer> task = rt.spawn(future);
        task.abort();
        assertThrows(CancellationException.class, () -> rt.blockOn(task));
        assertThrows(IllegalStateException.class, () -> rt.blockOn(cleanUp)); // has run
    }

    @Test
    void mayFailAndThatIsWhatTheHandleThrows() throws Exception {
        JoinHandle<Integer> task = rt.spawn(slow);
        task.abort();
        rt.blockOn(asked());
        IOException failure = new IOException("of the clean-up");
        slow.endWith(failure);
        assertSame(failure, assertThrows(IOException.class, () -> rt.blockOn(task)));
    }

    @Test
    void isWaitedForByTheScopeThatIsCancelled() throws Exception {
        AtomicBoolean spawned = new AtomicBoolean();
        JoinHandle<Integer> task =
                rt.spawn(
                        TaskScope.run(scope -> {
                            scope.spawn(slow);
                            spawned.set(true);
                            return new OneShot<>();
                        }));
        driveUntil(spawned);
        task.abort();
        rt.blockOn(asked());
        rt.blockOn(Tasks.yieldNow());
        assertFalse(task.isFinished());
        slow.end();
        assertThrows(CancellationException.class, () -> rt.blockOn(task));
    }

    @Test
    void ofTheBodyIsWaitedForByTheScopeWhoseChildHasFailed() throws Exception {
        IOException failure = new IOException("of a child");
        JoinHandle<Integer> task =
                rt.spawn(
                        TaskScope.run(scope -> {
                            scope.spawn(Futures.failed(failure));
                            return slow;
                        }));
        rt.blockOn(asked());
        rt.blockOn(Tasks.yieldNow());
        assertFalse(task.isFinished());
        slow.end();
        assertSame(failure, assertThrows(IOException.class, () -> rt.blockOn(task)));
        assertFalse(slow.isCancelled());
    }

    @Test
    void ofALocalTaskIsWaitedForByTheSet() throws Exception {
        AtomicBoolean spawned = new AtomicBoolean();
        JoinHandle<Void> task =
                rt.spawn(
                        Futures.lazy(() -> {
                            LocalSet local = new LocalSet();
                            local.spawn(slow);
                            spawned.set(true);
                            return local;
                        }));
        driveUntil(spawned);
        task.abort();
        endOnceAsked(slow);
        assertThrows(CancellationException.class, () -> rt.blockOn(task));
    }

    @Test
    void isWaitedForByTheEndOfTheRuntime() {
        JoinHandle<Integer> task = rt.spawn(slow);
        endOnceAsked(slow);
        rt.close();
        assertTrue(slow.isAsked());
        assertFalse(slow.isCancelled());
        assertThrows(CancellationException.class, task::join);
    }

    @Test
    void isGivenUpWhenTheRuntimeHasNoMoreTime() {
        rt.close();
        rt = flavour.builder().shutdownTimeout(Duration.ofMillis(20)).build();
        JoinHandle<Integer> task = rt.spawn(slow);
        rt.close();
        assertTrue(slow.isCancelled());
        assertTrue(task.isFinished());
        assertEquals(0, rt.metrics().liveTasks());
    }
}
