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

/** multi_thread with one worker and no drivers, which is woken from outside. Time per task. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class OneWorkerBenchmark {
    @Param({"ringwake", "virtual", "forkjoin"})
    private String system = "ringwake";

    private @Nullable Contender contender;

    /** Starts the workers. */
    @Setup
    public void open() {
        contender = Contender.open(system, 1, false);
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

    /** One task that yields once. */
    @Benchmark
    @OperationsPerInvocation(1)
    public long spawn() throws Exception {
        return Expect.count(1, contender().spawnInside(1, 1));
    }

    /** Ten tasks that yield once. */
    @Benchmark
    @OperationsPerInvocation(10)
    public long spawn10() throws Exception {
        return Expect.count(10, contender().spawnInside(10, 1));
    }
}
