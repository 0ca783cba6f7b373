package io.ringwake.benchmarks.ffi;

import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeLibrary;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A call that does next to nothing in C, and one that makes a system call there. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {
    private static final int NO_DESCRIPTOR = -1;

    private final NativeCalls calls = NativeLibrary.calls();
    private int index;

    /** The floor: a call that the JIT may not inline. */
    @Benchmark
    public int javaCall() {
        return notInlined(index);
    }

    /** An array look-up in C. */
    @Benchmark
    public int nativeCall() {
        return calls.errnoNumber(index);
    }

    /** The same, and {@code close(-1)}, which the kernel refuses at once. */
    @Benchmark
    public int systemCall() {
        return calls.fdClose(NO_DESCRIPTOR);
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static int notInlined(int value) {
        return value + 1;
    }
}
