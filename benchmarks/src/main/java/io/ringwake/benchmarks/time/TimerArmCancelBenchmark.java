package io.ringwake.benchmarks.time;

import io.ringwake.Ringwake;
import io.ringwake.benchmarks.Expect;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.time.Sleep;
import io.ringwake.time.Time;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Timers that are armed and cancelled, the life of almost every timeout, with many armed at once.
 * Time per timer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimerArmCancelBenchmark {
    private static final int TIMERS = 100_000;
    private static final int SPREAD = 30_000;

    private final Ringwake runtime = Ringwake.currentThread().build();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);

    /** Opens the reactor on this thread. */
    @Setup
    public void open() throws Exception {
        runtime.blockOn(Futures.done());
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Ends the runtime's and the executor's threads. */
    @TearDown
    public void close() {
        runtime.close();
        executor.shutdownNow();
    }

    /** From 10 seconds on, so that none fires while it is armed. */
    private static Duration delay(int number) {
        return Duration.ofMillis(10_000 + number % SPREAD);
    }

    /** Arms all, cancels all. */
    private static final class ArmAndCancel implements Future<Long> {
        @Override
        public Poll<Long> poll(Context cx) throws Exception {
            Sleep[] sleeps = new Sleep[TIMERS];
            long armed = 0;
            for (int i = 0; i < TIMERS; i++) {
                sleeps[i] = Time.sleep(delay(i));
                armed += sleeps[i].poll(cx).isReady() ? 0 : 1;
            }
            for (Sleep sleep : sleeps) {
                sleep.cancel();
            }
            return Poll.ready((Long) armed);
        }
    }

    /** The runtime's wheel. */
    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public long ringwake() throws Exception {
        return Expect.count(TIMERS, runtime.blockOn(new ArmAndCancel()));
    }

    /** Baseline: the JDK's heap, with cancelled timers taken out. */
    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public long scheduledExecutor() {
        ScheduledFuture<?>[] timers = new ScheduledFuture<?>[TIMERS];
        for (int i = 0; i < TIMERS; i++) {
            timers[i] = executor.schedule(() -> {}, delay(i).toMillis(), TimeUnit.MILLISECONDS);
        }
        long cancelled = 0;
        for (ScheduledFuture<?> timer : timers) {
            cancelled += timer.cancel(false) ? 1 : 0;
        }
        return Expect.count(TIMERS, cancelled);
    }
}
