package io.ringwake.benchmarks.time;

import io.ringwake.Ringwake;
import io.ringwake.benchmarks.Expect;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One timer cancelled and another armed in its place, a million being armed all the time. Time for
 * both steps.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimerMillionBenchmark {
    private static final int OUTSTANDING = 1_000_000;
    private static final int STEPS = 10_000;
    private static final int SPREAD = 60_000;

    @Param({"current_thread", "executor"})
    private String system = "current_thread";

    private final Ringwake runtime = Ringwake.currentThread().withoutIo().build();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final Sleep[] sleeps = new Sleep[OUTSTANDING];
    private final ScheduledFuture<?>[] timers = new ScheduledFuture<?>[OUTSTANDING];
    private int next;
    private int number;

    /** Arms the million. */
    @Setup
    public void open() throws Exception {
        if (system.equals("executor")) {
            executor.setRemoveOnCancelPolicy(true);
            for (int i = 0; i < OUTSTANDING; i++) {
                timers[i] = schedule();
            }
        } else {
            runtime.blockOn(cx -> {
                for (int i = 0; i < OUTSTANDING; i++) {
                    sleeps[i] = arm(cx);
                }
                return Poll.done();
            });
        }
    }

    /** Ends the runtime's and the executor's threads. */
    @TearDown
    public void close() {
        runtime.close();
        executor.shutdownNow();
    }

    /** Ten minutes and up to one more, so that none fires meanwhile. */
    private long delayMillis() {
        return 600_000 + (number++ & Integer.MAX_VALUE) * 7919L % SPREAD;
    }

    private Sleep arm(Context cx) throws Exception {
        Sleep sleep = Time.sleep(Duration.ofMillis(delayMillis()));
        if (sleep.poll(cx).isReady()) {
            throw new IllegalStateException("has fired");
        }
        return sleep;
    }

    private ScheduledFuture<?> schedule() {
        return executor.schedule(() -> {}, delayMillis(), TimeUnit.MILLISECONDS);
    }

    private int slot() {
        next = (next + 7919) % OUTSTANDING;
        return next;
    }

    private final class Replace implements Future<Long> {
        @Override
        public Poll<Long> poll(Context cx) throws Exception {
            for (int i = 0; i < STEPS; i++) {
                int slot = slot();
                sleeps[slot].cancel();
                sleeps[slot] = arm(cx);
            }
            return Poll.ready((Long) (long) STEPS);
        }
    }

    /** Ringwake's wheel, or the JDK's heap. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long cancelAndArm() throws Exception {
        if (!system.equals("executor")) {
            return Expect.count(STEPS, runtime.blockOn(new Replace()));
        }
        long cancelled = 0;
        for (int i = 0; i < STEPS; i++) {
            int slot = slot();
            cancelled += timers[slot].cancel(false) ? 1 : 0;
            timers[slot] = schedule();
        }
        return Expect.count(STEPS, cancelled);
    }
}
