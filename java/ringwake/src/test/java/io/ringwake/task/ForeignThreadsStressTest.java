package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringwake.Flavour;
import io.ringwake.Handle;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.future.WakerSlot;
import io.ringwake.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Excludes what a model of single classes cannot show: wakes, spawns and aborts of real threads
 * against a whole runtime that parks between them. A lost wake-up lets it run into its timeout.
 * Run: {@code mvn test -Dtest=ForeignThreadsStressTest}.
 */
@Timeout(60)
final class ForeignThreadsStressTest {
    private static final int THREADS = 3;
    private static final int ROUNDS = 3000;

    /** Counts messages of any thread, ready when all have come. */
    private static final class Counter extends WakerSlot implements Future<Integer> {
        private final AtomicInteger received = new AtomicInteger();
        private final int expected;

        Counter(int expected) {
            this.expected = expected;
        }

        void send() {
            received.incrementAndGet();
            wakeRegistered();
        }

        @Override
        public Poll<Integer> poll(Context cx) {
            register(cx.waker());
            int count = received.get();
            return count == expected ? Poll.ready((Integer) count) : Poll.pending();
        }
    }

    /** Sends, spawns and aborts; now and then gives the runtime time to park. */
    private static final class Foreign {
        private final Handle handle;
        private final Counter counter;
        private final Random random;
        private int aborted;

        Foreign(Handle handle, Counter counter, long seed) {
            this.handle = handle;
            this.counter = counter;
            this.random = new Random(seed);
        }

        int run() throws Exception {
            for (int round = 0; round < ROUNDS; round++) {
                switch (random.nextInt(4)) {
                    case 0 -> counter.send();
                    case 1 -> spawnSender();
                    case 2 -> abortSleeper();
                    default -> joinTask();
                }
                for (int spin = random.nextInt(2000); spin > 0; spin--) {
                    Thread.onSpinWait();
                }
            }
            return aborted;
        }

        private void spawnSender() {
            handle.spawn(
                            Futures.call(() -> {
                                counter.send();
                                return 0;
                            }))
                    .detach();
        }

        private void abortSleeper() throws Exception {
            JoinHandle<Void> sleeper =
                    handle.spawn(Futures.lazy(() -> Time.sleep(Duration.ofHours(1))));
            sleeper.abort();
            try {
                sleeper.join();
            } catch (CancellationException expected) {
                aborted++;
            }
            counter.send();
        }

        private void joinTask() throws Exception {
            assertEquals("joined", handle.spawn(Tasks.yieldNow().map(done -> "joined")).join());
            counter.send();
        }
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void nothingIsLost(Flavour flavour) throws Exception {
        long seed = System.nanoTime();
        System.out.println("ForeignThreadsStressTest " + flavour + " seed=" + seed);
        Counter counter = new Counter(THREADS * ROUNDS);
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            List<FutureTask<Integer>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Foreign foreign = new Foreign(rt.handle(), counter, seed + i);
                FutureTask<Integer> result = new FutureTask<>(foreign::run);
                results.add(result);
                new Thread(result).start();
            }
            assertEquals(counter.expected, (int) rt.blockOn(counter));
            for (FutureTask<Integer> result : results) {
                result.get();
            }
            // A detached task may have sent the last message and not yet ended.
            rt.blockOn(Tasks.yieldNow());
            assertEquals(0, rt.metrics().liveTasks());
        }
    }
}
