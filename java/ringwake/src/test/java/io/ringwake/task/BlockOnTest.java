package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Joined;
import io.ringwake.future.Poll;
import io.ringwake.time.Time;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class BlockOnTest {
    private final Ringwake rt = Ringwake.currentThread().withoutIo().build();

    @Test
    void aFutureThatNeverWaitsRunsToItsEnd() throws Exception {
        try (rt) {
            assertEquals("value", rt.blockOn(Futures.ready("value")));
        }
    }

    @Test
    void throwsTheVeryObjectTheFutureThrew() {
        try (rt) {
            IOException failure = new IOException("broken");
            assertSame(
                    failure,
                    assertThrows(IOException.class, () -> rt.blockOn(Futures.failed(failure))));
            Error error = new StackOverflowError();
            Future<Void> overflowing =
                    cx -> {
                        throw error;
                    };
            assertSame(error, assertThrows(Error.class, () -> rt.blockOn(overflowing)));
        }
    }

    @Test
    void spawnedTasksRunWhileItWaits() throws Exception {
        try (rt) {
            JoinHandle<Integer> task = rt.spawn(Tasks.yieldNow().map(done -> 7));
            assertEquals(7, rt.blockOn(task));
        }
    }

    @Test
    void insideATaskIsRefusedWithAdvice() throws Exception {
        try (rt) {
            IllegalStateException refused =
                    rt.blockOn(cx ->
                            Poll.ready(
                                    assertThrows(
                                            IllegalStateException.class,
                                            () -> rt.blockOn(Futures.done()))));
            assertTrue(refused.toString().contains("Tasks.spawn"), refused.toString());
        }
    }

    @Test
    void aSleepLastsAtLeastItsDuration() throws Exception {
        try (rt) {
            long before = System.nanoTime();
            rt.blockOn(Futures.lazy(() -> Time.sleep(Duration.ofMillis(20))));
            assertTrue(System.nanoTime() - before >= Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void joinOfTwoGivesBoth() throws Exception {
        try (rt) {
            Joined<String, Integer> both =
                    rt.blockOn(
                            Futures.join(
                                    Tasks.yieldNow().map(done -> "a"),
                                    Tasks.yieldNow().map(d -> 1)));
            assertEquals(new Joined<>("a", 1), both);
        }
    }
}
