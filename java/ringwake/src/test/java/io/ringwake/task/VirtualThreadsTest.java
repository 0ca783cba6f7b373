package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Futures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Virtual threads that wait for tasks let go of their carriers: many more of them wait than there
 * are carriers, and one that starts after them still runs. Skipped before JDK 21.
 */
@Timeout(60)
final class VirtualThreadsTest {
    private static final boolean AVAILABLE = Runtime.version().feature() >= 21;

    private static void start(Runnable action) throws ReflectiveOperationException {
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, action);
    }

    @ParameterizedTest
    @EnumSource
    void thatWaitUnmount(Flavour flavour) throws Exception {
        assumeTrue(AVAILABLE, "needs virtual threads: JDK 21 or later");
        assumeTrue(flavour.isMultiThread(), "on current_thread the caller of blockOn drives");
        int count = 16 * Runtime.getRuntime().availableProcessors();
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            OneShot<Integer> message = new OneShot<>();
            List<OneShot<Integer>> messages = new ArrayList<>(List.of(message));
            JoinHandle<Integer> task = rt.spawn(message);
            CountDownLatch waiting = new CountDownLatch(count);
            List<FutureTask<Integer>> results = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                boolean joins = i % 2 == 0;
                OneShot<Integer> own = new OneShot<>();
                messages.add(own);
                FutureTask<Integer> result =
                        new FutureTask<>(() -> {
                            waiting.countDown();
                            return joins ? task.join() : rt.blockOn(own);
                        });
                results.add(result);
                start(result);
            }
            waiting.await(); // each has run up to its wait, so each that waited gave way
            start(() -> messages.forEach(each -> each.send(5)));
            for (FutureTask<Integer> result : results) {
                assertEquals(5, result.get());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void thatWouldHaveToDriveARingAreRefusedWithAdvice(Flavour flavour) throws Exception {
        assumeTrue(AVAILABLE, "needs virtual threads: JDK 21 or later");
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            refused(rt);
            assertEquals(1, rt.blockOn(Futures.ready(1)));
            refused(rt);
            assertEquals(2, rt.blockOn(Futures.ready(2)));
        }
    }

    private static void refused(Ringwake rt) throws Exception {
        FutureTask<Integer> driven = new FutureTask<>(() -> rt.blockOn(Futures.ready(0)));
        start(driven);
        Throwable refusal = assertThrows(ExecutionException.class, driven::get).getCause();
        assertEquals(IllegalStateException.class, refusal.getClass());
        assertTrue(refusal.getMessage().contains("platform thread"), refusal.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void thatCloseARuntimeEndItsTasks(Flavour flavour) throws Exception {
        assumeTrue(AVAILABLE, "needs virtual threads: JDK 21 or later");
        Ringwake rt = flavour.orSkip().builder().build();
        OneShot<Integer> waiting = new OneShot<>();
        rt.blockOn(Futures.done());
        rt.spawn(waiting).detach();
        FutureTask<Boolean> closing =
                new FutureTask<>(() -> {
                    rt.close();
                    return waiting.isCancelled();
                });
        start(closing);
        assertTrue(closing.get());
    }
}
