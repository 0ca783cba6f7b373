package io.ringwake.benchmarks.scheduler;

import io.ringwake.benchmarks.Expect;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Fresh threads that spawn empty tasks all at once. Time per task, without awaiting them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RemoteSpawnBenchmark {
    private static final int TASKS = 12_800;

    @Param({"ringwake", "virtual", "forkjoin"})
    private String system = "ringwake";

    @Param("2")
    private int workers = 2;

    @Param({"1", "2"})
    private int threads = 1;

    private Object[][] spawned = new Object[0][];

    private @Nullable Contender contender;

    /** Starts the workers. */
    @Setup
    public void open() {
        contender = Contender.open(system, workers, false);
    }

    /** Ends them. */
    @TearDown
    public void close() {
        contender().close();
    }

    private Contender contender() {
        Contender opened = contender;
        if (opened == null) {
            throw new IllegalStateException("not set up");
        }
        return opened;
    }

    /** Awaits what was spawned; not measured. */
    @TearDown(Level.Invocation)
    public void awaitAll() throws Exception {
        for (Object[] tasks : spawned) {
            contender().awaitAll(tasks);
        }
    }

    /** The threads started, each with its share, and joined. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public long remoteSpawn() throws Exception {
        int share = TASKS / threads;
        CyclicBarrier barrier = new CyclicBarrier(threads);
        spawned = new Object[threads][];
        Thread[] started = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            int index = i;
            started[i] = new Thread(() -> spawnShare(index, share, barrier));
            started[i].start();
        }
        long count = 0;
        for (int i = 0; i < threads; i++) {
            started[i].join();
            count += spawned[i].length;
        }
        return Expect.count(TASKS, count);
    }

    private void spawnShare(int index, int share, CyclicBarrier barrier) {
        try {
            barrier.await();
            spawned[index] = contender().spawnOnly(share);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
