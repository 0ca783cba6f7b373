package io.ringwake.benchmarks.task;

import io.ringwake.Ringwake;
import io.ringwake.benchmarks.Expect;
import io.ringwake.benchmarks.VirtualThreads;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

/** One task that does next to nothing: spawned, run, and its result awaited. Time per task. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SpawnManyBenchmark {
    private static final int TASKS = 1000;
    private static final Long ONE = 1L;

    private final Ringwake runtime = Ringwake.currentThread().build();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final AtomicLong done = new AtomicLong();

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

    /** Spawned by a task. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public long ringwakeLocal() throws Exception {
        return Expect.count(TASKS, runtime.blockOn(Futures.lazy(SpawnManyBenchmark::spawnAll)));
    }

    /** Spawned from outside while nothing runs, as from another thread. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public long ringwakeRemoteIdle() throws Exception {
        JoinHandle<Long>[] handles = AwaitAll.handles(TASKS);
        for (int i = 0; i < TASKS; i++) {
            handles[i] = runtime.spawn(cx -> Poll.ready(ONE));
        }
        return Expect.count(TASKS, runtime.blockOn(new AwaitAll(handles)));
    }

    private static Future<Long> spawnAll() {
        JoinHandle<Long>[] handles = AwaitAll.handles(TASKS);
        for (int i = 0; i < TASKS; i++) {
            handles[i] = Tasks.spawn(cx -> Poll.ready(ONE));
        }
        return new AwaitAll(handles);
    }

    /** Baseline: one thread with a queue. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public long singleThreadExecutor() throws Exception {
        return submitAll(executor);
    }

    /** Baseline: a virtual thread for each. JDK 21 or newer. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public long virtualThreads() throws Exception {
        ExecutorService threads = VirtualThreads.executor();
        try {
            return submitAll(threads);
        } finally {
            threads.shutdown();
        }
    }

    private long submitAll(ExecutorService threads) throws Exception {
        done.set(0);
        List<java.util.concurrent.Future<?>> handles = new ArrayList<>(TASKS);
        for (int i = 0; i < TASKS; i++) {
            handles.add(threads.submit(done::incrementAndGet));
        }
        for (java.util.concurrent.Future<?> handle : handles) {
            handle.get();
        }
        return Expect.count(TASKS, done.get());
    }
}
