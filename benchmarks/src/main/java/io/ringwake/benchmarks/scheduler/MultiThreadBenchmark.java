package io.ringwake.benchmarks.scheduler;

import io.ringwake.benchmarks.Expect;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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

/** Several workers with drivers. Time per task, yield, pair or link. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MultiThreadBenchmark {
    private static final int SPAWNS = 10_000;
    private static final int TASKS = 200;
    private static final int YIELDS = 1000;
    private static final int PAIRS = 1000;
    private static final int LINKS = 1000;

    @Param({"ringwake", "virtual", "forkjoin"})
    private String system = "ringwake";

    @Param("2")
    private int workers = 2;

    private @Nullable Contender contender;

    /** Starts the workers. */
    @Setup
    public void open() {
        contender = Contender.open(system, workers, true);
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

    /** From a thread that is no worker, which then waits for a message. */
    @Benchmark
    @OperationsPerInvocation(SPAWNS)
    public long spawnManyLocal() throws Exception {
        return Expect.count(SPAWNS, contender().spawnMany(SPAWNS));
    }

    /** From outside, while all workers sleep at first. */
    @Benchmark
    @OperationsPerInvocation(SPAWNS)
    public long spawnManyRemoteIdle() throws Exception {
        return Expect.count(SPAWNS, contender().spawnAndAwait(SPAWNS));
    }

    /** 200 tasks that yield a thousand times. Time per yield. */
    @Benchmark
    @OperationsPerInvocation(TASKS * YIELDS)
    public long yieldMany() throws Exception {
        return Expect.count(TASKS * YIELDS, contender().yieldMany(TASKS, YIELDS));
    }

    /** A thousand pairs of tasks, a message each way. Time per pair. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public long pingPong() throws Exception {
        return Expect.count(PAIRS, contender().pingPong(PAIRS));
    }

    /** A thousand tasks, each spawned by the one before. */
    @Benchmark
    @OperationsPerInvocation(LINKS)
    public long chainedSpawn() throws Exception {
        return Expect.count(LINKS, contender().chainedSpawn(LINKS));
    }
}
