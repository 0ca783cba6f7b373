package io.ringwake.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No accepted work is lost while threads come and go: the limits are so small that every work races
 * with a thread that ends, starts, cannot be started or is about to be idle. A failure prints the
 * seed to run it again with: {@code mvn -pl native,java/ringwake test -Dtest=BlockingPoolStressTest
 * "-Dtest.jvm.args=-Dringwake.test.seed=..."}
 */
@Timeout(120)
final class BlockingPoolStressTest {
    private static final int SUBMITTERS = 3;
    private static final int ROUNDS = 3_000;

    private final long seed = Long.getLong("ringwake.test.seed", System.nanoTime());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyAcceptedWorkEndsOnce(int maxThreads) throws Exception {
        ScriptedThreads threads = new ScriptedThreads();
        BlockingPool pool = new BlockingPool(maxThreads, 20_000, threads);
        AtomicInteger refused = new AtomicInteger();
        runSubmitters(submitter -> {
            Choices choices = new Choices(seed + submitter);
            for (int i = 0; i < ROUNDS; i++) {
                if (choices.next(50) == 0) {
                    threads.refusals.set(choices.next(3));
                }
                RecordedWork work = new RecordedWork();
                assertTrue(pool.execute(work), this::seedText);
                if (choices.next(2) == 0) {
                    count(work, refused);
                    LockSupport.parkNanos(choices.next(40_000));
                }
            }
        });
        pool.close();
        assertEquals(0, pool.awaitEnd(TimeUnit.SECONDS.toNanos(30)), this::seedText);
        assertTrue(threads.insideMost.get() <= maxThreads, this::seedText);
        assertNotEquals(SUBMITTERS * ROUNDS, refused.get(), this::seedText);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void closingRacesWithWork(int maxThreads) throws Exception {
        for (int round = 0; round < 300; round++) {
            BlockingPool pool = new BlockingPool(maxThreads, 20_000, new ScriptedThreads());
            List<RecordedWork> accepted = new ArrayList<>();
            CountDownLatch go = new CountDownLatch(1);
            Thread closer =
                    new Thread(() -> {
                        awaitQuietly(go);
                        pool.close();
                    });
            closer.start();
            go.countDown();
            for (int i = 0; i < 20; i++) {
                RecordedWork work = new RecordedWork();
                if (pool.execute(work)) {
                    accepted.add(work);
                }
            }
            closer.join();
            assertEquals(0, pool.awaitEnd(TimeUnit.SECONDS.toNanos(30)));
            for (RecordedWork work : accepted) {
                assertTrue(work.hasEnded());
            }
        }
    }

    private void count(RecordedWork work, AtomicInteger refused) {
        try {
            if (work.await() == RecordedWork.End.REFUSED) {
                refused.incrementAndGet();
            }
        } catch (Exception lost) {
            throw new AssertionError(seedText(), lost);
        }
    }

    private interface Submitter {
        void run(int number);
    }

    private void runSubmitters(Submitter body) throws Exception {
        List<Throwable> failures = new ArrayList<>();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < SUBMITTERS; i++) {
            int number = i;
            Thread thread = new Thread(() -> body.run(number));
            thread.setUncaughtExceptionHandler((of, failure) -> {
                synchronized (failures) {
                    failures.add(failure);
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        assertEquals(List.of(), failures, this::seedText);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String seedText() {
        return "-Dringwake.test.seed=" + seed;
    }

    /** A small generator, the same everywhere. */
    private static final class Choices {
        private long state;

        Choices(long seed) {
            state = seed;
        }

        int next(int bound) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            return (int) ((state >>> 33) % bound);
        }
    }
}
