package io.ringwake.benchmarks.ffi;

import io.ringwake.ffi.NativeLibrary;
import java.util.concurrent.TimeUnit;

/** Prints the microseconds a fresh JVM needs to find, load and bind the library and to call it. */
public final class FirstCall {
    private FirstCall() {}

    public static void main(String[] arguments) {
        long start = System.nanoTime();
        NativeLibrary.calls().pageSize();
        System.out.println(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
    }
}
