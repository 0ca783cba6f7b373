package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.scheduler.UnhandledPolicy;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a failing task does to its runtime under the policy that shuts it down. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class UnhandledPolicyTest {
    private final Flavour flavour;
    private final List<Throwable> reported = new CopyOnWriteArrayList<>();
    private final IOException failure = new IOException("of a task");
    private Ringwake rt;

    UnhandledPolicyTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    @BeforeEach
    void open() {
        rt =
                flavour.builder()
                        .unhandledPolicy(UnhandledPolicy.SHUT_DOWN)
                        .onUnhandledFailure((task, thrown) -> reported.add(thrown))
                        .build();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    @Test
    void aTaskThatFailsEndsTheRuntimeAlthoughItsHandleIsHeld() throws Exception {
        OneShot<Integer> never = new OneShot<>();
        JoinHandle<Integer> other = rt.spawn(never);
        AtomicReference<JoinHandle<Integer>> failing = new AtomicReference<>();
        Future<Integer> root =
                Futures.lazy(() -> {
                    failing.set(Tasks.spawn(Futures.failed(failure)));
                    return new OneShot<>();
                });
        assertThrows(CancellationException.class, () -> rt.blockOn(root));
        rt.close();
        assertTrue(rt.handle().isClosed());
        assertThrows(CancellationException.class, other::join);
        assertTrue(never.isCancelled());
        assertSame(failure, assertThrows(IOException.class, failing.get()::join));
        assertEquals(List.of(failure), reported);
    }

    @Test
    void aTaskThatIsCancelledDoesNot() throws Exception {
        rt.spawn(Futures.failed(new CancellationException("of a task"))).detach();
        JoinHandle<Integer> aborted = rt.spawn(new OneShot<>());
        aborted.abort();
        rt.blockOn(Tasks.yieldNow());
        assertFalse(rt.handle().isClosed());
    }

    @Test
    void whatItsCallerGetsDoesNot() throws Exception {
        assertThrows(IOException.class, () -> rt.blockOn(Futures.failed(failure)));
        JoinHandle<Integer> blocking =
                rt.spawnBlocking(() -> {
                    throw failure;
                });
        assertThrows(IOException.class, blocking::join);
        assertFalse(rt.handle().isClosed());
        assertEquals(1, rt.blockOn(Futures.ready(1)));
    }
}
