package io.ringwake.benchmarks.async;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.benchmarks.Expect;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Awaits in a loop, polled by hand without a scheduler, beside the same future written by hand and
 * polled as often. Time per await.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AwaitBenchmark {
    private static final int AWAITS = 1000;

    private final Context cx = new Unwoken();
    private final Future<Integer> ready = new AtOnce();
    private final Future<Integer> once = new Once();

    /** Refuses what is no state machine. */
    @Setup
    public void check() {
        Expect.compiled(sum(ready, 1));
    }

    private static Future<Integer> sum(Future<Integer> future, int times) {
        return async(() -> {
            int sum = 0;
            for (int i = 0; i < times; i++) {
                sum += await(future);
            }
            return sum;
        });
    }

    /** The awaited future is ready. */
    @Benchmark
    @OperationsPerInvocation(AWAITS)
    public long ready() throws Exception {
        return Expect.count(AWAITS, Polls.toTheEnd(sum(ready, AWAITS), cx));
    }

    /** Baseline. */
    @Benchmark
    @OperationsPerInvocation(AWAITS)
    public long readyByHand() throws Exception {
        return Expect.count(AWAITS, Polls.toTheEnd(new SumByHand(ready, AWAITS), cx));
    }

    /** The block is left and entered again at each await. */
    @Benchmark
    @OperationsPerInvocation(AWAITS)
    public long suspended() throws Exception {
        return Expect.count(AWAITS, Polls.toTheEnd(sum(once, AWAITS), cx));
    }

    /** Baseline. */
    @Benchmark
    @OperationsPerInvocation(AWAITS)
    public long suspendedByHand() throws Exception {
        return Expect.count(AWAITS, Polls.toTheEnd(new SumByHand(once, AWAITS), cx));
    }
}
