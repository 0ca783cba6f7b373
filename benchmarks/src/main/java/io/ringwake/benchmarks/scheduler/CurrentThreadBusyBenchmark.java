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

/** One worker with a task that respawns itself for ever. Time per task. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CurrentThreadBusyBenchmark {
    private static final int SPAWNS = 1000;

    @Param({"current_thread", "virtual", "forkjoin"})
    private String system = "current_thread";

    private @Nullable Contender contender;

    /** Starts the workers. */
    @Setup
    public void open() {
        contender = Contender.open(system, 1, false);
        contender.start(Contender.Load.CHAIN);
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

    /** From outside of the runtime, which then runs until all have ended. */
    @Benchmark
    @OperationsPerInvocation(SPAWNS)
    public long spawnManyRemoteBusy() throws Exception {
        return Expect.count(SPAWNS, contender().spawnAndAwait(SPAWNS));
    }
}
