package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Handle;
import io.ringwake.Ringwake;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What tasks are to code that knows nothing of futures. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class BridgesTest {
    private final Flavour flavour;
    private Ringwake rt;

    BridgesTest(Flavour flavour) {
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

    @Test
    void cancellingTheCompletableFutureAbortsTheTask() throws Exception {
        OneShot<Integer> message = new OneShot<>();
        JoinHandle<Integer> task = rt.spawn(message);
        CompletableFuture<Integer> stage = task.toCompletableFuture();
        assertTrue(stage.cancel(true));
        assertThrows(CancellationException.class, () -> rt.blockOn(task));
        assertTrue(message.isCancelled());

        JoinHandle<Integer> aborted = rt.spawn(new OneShot<>());
        CompletableFuture<Integer> follows = aborted.toCompletableFuture();
        aborted.abort();
        assertThrows(CancellationException.class, () -> rt.blockOn(aborted));
        assertThrows(CancellationException.class, follows::get);
        assertTrue(follows.isCancelled());
    }

    @Test
    void theRuntimeIsAnExecutor() throws Exception {
        Executor executor = rt.handle().executor();
        CompletableFuture<Handle> ran = CompletableFuture.supplyAsync(Handle::current, executor);
        while (!ran.isDone()) {
            rt.blockOn(Tasks.yieldNow());
        }
        assertEquals(rt.handle(), ran.get());
        rt.close();
        assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> {}));
    }
}
