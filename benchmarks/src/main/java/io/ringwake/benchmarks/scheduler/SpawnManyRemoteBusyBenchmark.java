package io.ringwake.benchmarks.scheduler;

import io.ringwake.benchmarks.Expect;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Spawning from outside while the workers are kept busy. Time per task. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SpawnManyRemoteBusyBenchmark {
    @Param({"YIELDING", "RESPAWNING"})
    private String load = "YIELDING";

    @Param({"ringwake", "virtual", "forkjoin"})
    private String system = "ringwake";

    @Param("2")
    private int workers = 2;

    private @Nullable Contender contender;

    /** Starts the workers. */
    @Setup
    public void open() {
        contender = Contender.open(system, workers, true);
        contender.start(Contender.Load.valueOf(load));
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

    private int count() {
        return Contender.Load.valueOf(load) == Contender.Load.YIELDING ? 10_000 : 1000;
    }

    /** All spawned and awaited; the count differs between the two loads, as in Tokio's. */
    @Benchmark
    public long spawnManyRemoteBusy() throws Exception {
        return Expect.count(count(), contender().spawnAndAwait(count()));
    }
}
