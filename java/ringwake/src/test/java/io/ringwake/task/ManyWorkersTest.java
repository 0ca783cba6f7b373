package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.scheduler.Priority;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one worker does while another is kept busy by user code. */
@Timeout(60)
final class ManyWorkersTest {
    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(10, TimeUnit.SECONDS));
    }

    private static <T> JoinHandle<T> on(int worker, Future<T> future) {
        return Tasks.builder().onWorker(worker).spawn(future);
    }

    @ParameterizedTest
    @EnumSource(names = {"MULTI_1", "MULTI_1_IO_URING", "MULTI_1_EPOLL", "WITHOUT_IO"})
    void normalTasksRunBesideEndlessHighAndPinnedOnes(Flavour flavour) throws Exception {
        AtomicBoolean end = new AtomicBoolean();
        CountDownLatch ran = new CountDownLatch(1);
        Future<Void> endless =
                cx -> {
                    if (end.get()) {
                        return Poll.done();
                    }
                    cx.waker().wake();
                    return Poll.pending();
                };
        Future<Integer> normal =
                cx -> {
                    ran.countDown();
                    end.set(true);
                    return Poll.ready((Integer) 1);
                };
        Thread deadline =
                new Thread(() -> {
                    try {
                        ran.await(5, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    end.set(true);
                });
        AtomicBoolean late = new AtomicBoolean();
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            JoinHandle<Integer> task =
                    rt.blockOn(
                            Futures.call(() -> {
                                Tasks.builder().priority(Priority.HIGH).spawn(endless).detach();
                                on(0, endless).detach();
                                deadline.start();
                                return Tasks.spawn(
                                        Tasks.yieldNow()
                                                .andThen(done -> {
                                                    late.set(end.get());
                                                    return normal;
                                                }));
                            }));
            assertEquals(1, rt.blockOn(task));
        }
        deadline.join();
        assertFalse(late.get(), "ran only after the others had ended");
    }

    @ParameterizedTest
    @EnumSource(names = {"MULTI_4", "MULTI_4_IO_URING", "MULTI_4_EPOLL"})
    void theTaskWokenLastIsRunByAnotherIfAStuckOneGoesFirst(Flavour flavour) throws Exception {
        for (int round = 0; round < 20; round++) {
            int ahead = round % 2; // which of the two comes first may depend on the parity
            CountDownLatch ran = new CountDownLatch(1);
            Future<Integer> both =
                    Futures.call(() -> {
                        on(
                                        0,
                                        Futures.call(() -> {
                                            await(ran);
                                            return 0;
                                        }))
                                .detach();
                        Tasks.spawn(
                                        Futures.call(() -> {
                                            ran.countDown();
                                            return 0;
                                        }))
                                .detach(); // in the LIFO slot
                        return 0;
                    });
            try (Ringwake rt = flavour.orSkip().builder().build()) {
                rt.blockOn(
                        Futures.call(() -> {
                            for (int i = 0; i < ahead; i++) {
                                on(0, Futures.done()).detach();
                            }
                            on(0, both).detach();
                            return 0;
                        }));
                await(ran);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MULTI_4", "MULTI_4_IO_URING", "MULTI_4_EPOLL"})
    void aTaskBehindAPinnedOneThatIsStuckIsRunByAnother(Flavour flavour) throws Exception {
        for (int round = 0; round < 20; round++) {
            int ahead = round % 2; // which of the two comes first may depend on the parity
            CountDownLatch ran = new CountDownLatch(1);
            Future<Integer> stuck =
                    cx -> {
                        await(ran);
                        return Poll.ready((Integer) 0);
                    };
            Future<Integer> waiting =
                    cx -> {
                        ran.countDown();
                        return Poll.ready((Integer) 0);
                    };
            Future<Integer> both =
                    Futures.call(() -> {
                        // Both give way on this worker, so that the same turn wakes both.
                        Tasks.spawn(Tasks.yieldNow().andThen(done -> waiting)).detach();
                        on(0, Tasks.yieldNow().andThen(done -> stuck)).detach();
                        for (int i = 0; i < ahead; i++) {
                            on(0, Futures.done()).detach();
                        }
                        return 0;
                    });
            try (Ringwake rt = flavour.orSkip().builder().build()) {
                rt.blockOn(
                        Futures.call(() -> {
                            on(0, both).detach();
                            return 0;
                        }));
                await(ran);
            }
        }
    }
}
