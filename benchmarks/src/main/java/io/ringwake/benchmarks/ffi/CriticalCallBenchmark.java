package io.ringwake.benchmarks.ffi;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * {@link CallBenchmark#nativeCall} linked as {@code critical}, which no binding does: a critical
 * call holds up every safepoint, and may therefore neither wait nor take long. JDK 22 or newer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CriticalCallBenchmark {
    private static final String PACKAGE = "java.lang.foreign.";
    private static final MethodHandle ERRNO_NUMBER = link("rw_errno_number");

    private int index;

    @Benchmark
    public int nativeCall() throws Throwable {
        return (int) ERRNO_NUMBER.invokeExact(index);
    }

    private static MethodHandle link(String name) {
        try {
            Object forEver = method("Arena", "global").invoke(null);
            Method open = method("SymbolLookup", "libraryLookup", Path.class, type("Arena"));
            Object lookup = open.invoke(null, Path.of(LibraryUnderTest.path()), forEver);
            Object symbol =
                    ((Optional<?>)
                                    method("SymbolLookup", "find", String.class)
                                            .invoke(lookup, name))
                            .orElseThrow();
            Object option = method("Linker$Option", "critical", boolean.class).invoke(null, false);
            Object options = Array.newInstance(type("Linker$Option"), 1);
            Array.set(options, 0, option);
            Object linker = method("Linker", "nativeLinker").invoke(null);
            Method downcall =
                    method(
                            "Linker",
                            "downcallHandle",
                            type("MemorySegment"),
                            type("FunctionDescriptor"),
                            options.getClass());
            return (MethodHandle) downcall.invoke(linker, symbol, intToInt(), options);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("needs JDK 22 or newer", e);
        }
    }

    private static Object intToInt() throws ReflectiveOperationException {
        Class<?> layout = type("MemoryLayout");
        Object integer = type("ValueLayout").getField("JAVA_INT").get(null);
        Object arguments = Array.newInstance(layout, 1);
        Array.set(arguments, 0, integer);
        return method("FunctionDescriptor", "of", layout, arguments.getClass())
                .invoke(null, integer, arguments);
    }

    private static Method method(String owner, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        return type(owner).getMethod(name, parameters);
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(PACKAGE + name);
    }
}
