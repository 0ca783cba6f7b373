package io.ringwake.benchmarks.ffi;

import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.RingParamsLayout;
import io.ringwake.reactor.Backend;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The one call of a scheduler tick, with nothing to submit and nothing to wait for. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RingEnterBenchmark {
    private static final int ENTRIES = 64;

    @Param({"EPOLL", "IO_URING"})
    public Backend backend = Backend.EPOLL;

    private final NativeCalls calls = NativeLibrary.calls();
    private long ring;

    /** On the thread that measures: a ring belongs to the one that opened it. */
    @Setup
    public void open() {
        ByteBuffer params =
                ByteBuffer.allocateDirect(RingParamsLayout.SIZE + Long.BYTES)
                        .order(ByteOrder.nativeOrder());
        params.putInt(RingParamsLayout.BACKEND, backend.code());
        params.putInt(RingParamsLayout.SQ_ENTRIES, ENTRIES);
        params.putInt(RingParamsLayout.CQ_ENTRIES, 2 * ENTRIES);
        long address = calls.address(params);
        int opened = calls.ringOpen(address, address + RingParamsLayout.SIZE);
        if (opened < 0) {
            throw new IllegalStateException(backend + " cannot be opened: errno " + -opened);
        }
        ring = params.getLong(RingParamsLayout.SIZE);
    }

    @Benchmark
    public int enter() {
        return calls.ringEnter(ring, 0, 0, 0);
    }

    @TearDown
    public void close() {
        calls.ringClose(ring);
    }
}
