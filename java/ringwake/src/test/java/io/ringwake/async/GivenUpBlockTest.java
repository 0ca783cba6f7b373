package io.ringwake.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Handle;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Step;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.OneShot;
import io.ringwake.task.Tasks;
import io.ringwake.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A suspended block that is aborted, or given up by an owner that cannot wait. */
@Timeout(30) // half of the shutdown timeout: a wait for that is a failure
@ParameterizedClass
@EnumSource(Flavour.class)
final class GivenUpBlockTest {
    private final CompletableFuture<Throwable> reported = new CompletableFuture<>();
    private final OneShot<Integer> closing = new OneShot<>();
    private final AwaitsInFinally block = new AwaitsInFinally(new OneShot<>(), closing);
    private final Ringwake rt;

    GivenUpBlockTest(Flavour flavour) {
        this.rt =
                flavour.orSkip()
                        .builder()
                        .shutdownTimeout(Duration.ofMinutes(1))
                        .onUnhandledFailure((task, failure) -> reported.complete(failure))
                        .build();
    }

    @AfterEach
    void close() {
        closing.send(0);
        rt.close();
    }

    private static <T> Future<T> loses(Future<T> block, T winner) {
        return Futures.raceBiased(List.of(block, Futures.ready(winner)));
    }

    /** To a deadline of its own, as polling on is not what an interrupt of the thread ends. */
    private void driveUntil(BooleanSupplier reached) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!reached.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, () -> block + ", " + block.log());
            rt.blockOn(Tasks.yieldNow());
        }
    }

    private void driveUntilClosed(AwaitsInFinally driven) throws Exception {
        driveUntil(() -> driven.log().contains("closed"));
    }

    @Test
    void abortedItEndsAfterItsFinallyBlock() throws Exception {
        JoinHandle<Integer> task = rt.spawn(block);
        driveUntil(() -> !block.log().isEmpty());
        task.abort();
        driveUntil(() -> closing.polls() > 0);
        assertFalse(task.isFinished());
        closing.send(0);
        assertThrows(CancellationException.class, () -> rt.blockOn(task));
        assertEquals(List.of("begin", "closed"), block.log());
    }

    @Test
    void theRestOfItsCleanUpIsATaskOfItsOwn() throws Exception {
        assertEquals(5, rt.blockOn(loses(block, 5)));
        assertEquals(List.of("begin"), block.log());
        block.cancel(); // the second time has no effect, wherever the task is
        closing.send(0);
        driveUntilClosed(block);
        assertFalse(closing.isCancelled());
    }

    @Test
    void theRestMaySleep() throws Exception {
        AwaitsInFinally sleeps =
                new AwaitsInFinally(
                        new Step<>(), Futures.lazy(() -> Time.sleep(Duration.ofMillis(1))));
        rt.blockOn(loses(sleeps, 5));
        driveUntilClosed(sleeps);
    }

    @Test
    void aFailureOfTheRestIsReported() throws Exception {
        IOException failure = new IOException("of the clean-up");
        Future<Integer> fails =
                closing.map(value -> {
                    throw failure;
                });
        assertEquals(5, rt.blockOn(loses(new AwaitsInFinally(new Step<>(), fails), 5)));
        closing.send(0);
        driveUntil(reported::isDone);
        assertSame(failure, reported.get());
    }

    @Test
    void theEndOfTheRuntimeWaitsForTheRest() throws Exception {
        rt.blockOn(loses(block, 5));
        Thread sender =
                new Thread(() -> {
                    while (!rt.handle().isClosed()) {
                        Thread.onSpinWait();
                    }
                    closing.send(0);
                });
        sender.start();
        rt.close();
        sender.join();
        assertEquals(List.of("begin", "closed"), block.log());
    }

    @Test
    @SuppressWarnings("try") // to be inside is all
    void onAThreadThatHasEnteredTheRuntimeAllOfItIsATask() throws Exception {
        Step<Integer> first = new Step<>();
        AwaitsInFinally sleeps =
                new AwaitsInFinally(first, Futures.lazy(() -> Time.sleep(Duration.ofMillis(1))));
        rt.blockOn(Futures.raceBiased(List.of(Futures.borrow(sleeps), Futures.ready(5))));
        try (Handle.Entered inside = rt.handle().enter()) {
            sleeps.cancel();
        }
        driveUntilClosed(sleeps);
        assertEquals(1, first.cancels());
    }
}
