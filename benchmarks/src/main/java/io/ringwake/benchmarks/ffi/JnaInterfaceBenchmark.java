package io.ringwake.benchmarks.ffi;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** {@link CallBenchmark#nativeCall} over JNA's interface mapping, which no binding uses. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JnaInterfaceBenchmark {
    /** As JNA wants it: public, with the names of C. */
    @SuppressWarnings("checkstyle:MethodName")
    public interface Functions extends Library {
        int rw_errno_number(int index);
    }

    private final Functions functions = Native.load(LibraryUnderTest.path(), Functions.class);
    private int index;

    @Benchmark
    public int nativeCall() {
        return functions.rw_errno_number(index);
    }
}
