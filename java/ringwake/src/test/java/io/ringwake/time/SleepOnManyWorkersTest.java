package io.ringwake.time;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.task.Tasks;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sleep that lies in the wheel of one worker and is polled on another. */
@Timeout(60)
final class SleepOnManyWorkersTest {
    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(10, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @EnumSource(names = {"MULTI_4", "MULTI_4_IO_URING", "MULTI_4_EPOLL"})
    void aSleepIsSetAnewElsewhereWhileItsWorkerIsBusyAndAboutToPark(Flavour flavour)
            throws Exception {
        CountDownLatch armed = new CountDownLatch(1);
        CountDownLatch setAnew = new CountDownLatch(1);
        CountDownLatch elapsed = new CountDownLatch(1);
        Sleep[] shared = new Sleep[1];
        Future<Integer> first =
                cx -> {
                    shared[0] = Time.sleep(Duration.ofHours(1));
                    assertFalse(shared[0].poll(cx).isReady());
                    armed.countDown();
                    await(setAnew);
                    return Poll.ready((Integer) 0);
                };
        boolean[] begun = new boolean[1];
        Future<Integer> second =
                cx -> {
                    if (!begun[0]) {
                        begun[0] = true;
                        await(armed);
                        shared[0].reset(Duration.ofMillis(10));
                        assertFalse(shared[0].poll(cx).isReady());
                        setAnew.countDown();
                        return Poll.pending();
                    }
                    if (!shared[0].poll(cx).isReady()) {
                        return Poll.pending();
                    }
                    elapsed.countDown();
                    return Poll.ready((Integer) 0);
                };
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            rt.blockOn(
                    Futures.call(() -> {
                        Tasks.builder().onWorker(0).spawn(first).detach();
                        Tasks.builder().onWorker(1).spawn(second).detach();
                        return 0;
                    }));
            await(elapsed);
        }
    }
}
