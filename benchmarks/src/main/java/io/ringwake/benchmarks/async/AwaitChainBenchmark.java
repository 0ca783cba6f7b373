package io.ringwake.benchmarks.async;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.benchmarks.Expect;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Blocks that await one another, down to a future that is pending once: made, suspended, resumed
 * and ended. Time per chain.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AwaitChainBenchmark {
    private final Context cx = new Unwoken();
    private final Future<Integer> once = new Once();

    @Param({"1", "5", "20"})
    private int depth = 1;

    /** Refuses what is no state machine. */
    @Setup
    public void check() {
        Expect.compiled(chain(1, once));
    }

    private static Future<Integer> chain(int depth, Future<Integer> last) {
        return async(() -> await(depth == 1 ? last : chain(depth - 1, last)) + 1);
    }

    /** Async blocks. */
    @Benchmark
    public long blocks() throws Exception {
        return Expect.count(depth + 1, Polls.toTheEnd(chain(depth, once), cx));
    }

    /** Baseline: futures that do the same, written by hand. */
    @Benchmark
    public long byHand() throws Exception {
        return Expect.count(depth + 1, Polls.toTheEnd(new LinkByHand(depth, once), cx));
    }

    private static CompletableFuture<Integer> stages(int depth, CompletableFuture<Integer> last) {
        return depth == 0 ? last : stages(depth - 1, last).thenApply(value -> value + 1);
    }

    /** Baseline: stages of the JDK that wait for one another, then are completed. */
    @Benchmark
    public long completableFutures() {
        CompletableFuture<Integer> last = new CompletableFuture<>();
        CompletableFuture<Integer> first = stages(depth, last);
        last.complete(1);
        return Expect.count(depth + 1, first.join());
    }
}
