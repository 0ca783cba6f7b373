package io.ringwake.benchmarks.task;

import io.ringwake.Ringwake;
import io.ringwake.benchmarks.Expect;
import io.ringwake.benchmarks.VirtualThreads;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Tasks that give way to each other again and again. Time per yield. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class YieldManyBenchmark {
    private static final int TASKS = 200;
    private static final int YIELDS = 100;
    private static final int ALL = TASKS * YIELDS;

    private final Ringwake runtime = Ringwake.currentThread().build();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    /** Opens the reactor on this thread. */
    @Setup
    public void open() throws Exception {
        runtime.blockOn(Futures.done());
    }

    /** Ends the runtime's and the executor's threads. */
    @TearDown
    public void close() {
        runtime.close();
        executor.shutdown();
    }

    /** Yields {@link #YIELDS} times, and ends with how often it did. */
    private static final class Yielder implements Future<Long> {
        private @Nullable Future<Void> yielding;
        private long yields;

        @Override
        public Poll<Long> poll(Context cx) throws Exception {
            while (yields < YIELDS) {
                Future<Void> current = yielding;
                if (current == null) {
                    current = Tasks.yieldNow();
                    yielding = current;
                }
                if (!current.poll(cx).isReady()) {
                    return Poll.pending();
                }
                yielding = null;
                yields++;
            }
            return Poll.ready((Long) yields);
        }
    }

    /** Tasks on the runtime. */
    @Benchmark
    @OperationsPerInvocation(ALL)
    public long ringwake() throws Exception {
        return Expect.count(ALL, runtime.blockOn(Futures.lazy(YieldManyBenchmark::spawnAll)));
    }

    private static Future<Long> spawnAll() {
        JoinHandle<Long>[] handles = AwaitAll.handles(TASKS);
        for (int i = 0; i < TASKS; i++) {
            handles[i] = Tasks.spawn(new Yielder());
        }
        return new AwaitAll(handles);
    }

    /** Runs, and puts itself at the end of the queue, {@link #YIELDS} times. */
    private static final class Resubmitted implements Runnable {
        private final ExecutorService executor;
        private final AtomicLong done;
        private final CountDownLatch ended;
        private int yields;

        Resubmitted(ExecutorService executor, AtomicLong done, CountDownLatch ended) {
            this.executor = executor;
            this.done = done;
            this.ended = ended;
        }

        @Override
        public void run() {
            if (yields++ < YIELDS) {
                done.incrementAndGet();
                executor.execute(this);
            } else {
                ended.countDown();
            }
        }
    }

    /** Baseline: one thread with a queue, to whose end each task goes. */
    @Benchmark
    @OperationsPerInvocation(ALL)
    public long singleThreadExecutor() throws InterruptedException {
        AtomicLong done = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(TASKS);
        for (int i = 0; i < TASKS; i++) {
            executor.execute(new Resubmitted(executor, done, ended));
        }
        ended.await();
        return Expect.count(ALL, done.get());
    }

    /** Baseline: virtual threads that yield. JDK 21 or newer. */
    @Benchmark
    @OperationsPerInvocation(ALL)
    @SuppressWarnings("ThreadPriorityCheck") // yielding is what is measured
    public long virtualThreads() throws InterruptedException {
        AtomicLong done = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(TASKS);
        ExecutorService threads = VirtualThreads.executor();
        for (int i = 0; i < TASKS; i++) {
            threads.execute(() -> {
                for (int yields = 0; yields < YIELDS; yields++) {
                    Thread.yield();
                    done.incrementAndGet();
                }
                ended.countDown();
            });
        }
        ended.await();
        threads.shutdown();
        return Expect.count(ALL, done.get());
    }
}
